namespace ApiAuth.Http.Bodies;

/// <summary>Counts what is written to another stream, which it leaves open.</summary>
/// <param name="inner">Takes what is written.</param>
/// <param name="written">Called with the length of each portion, in bytes.</param>
/// <param name="cancellationToken">Ends the writing.</param>
internal sealed class CountingStream(Stream inner, Action<int> written, CancellationToken cancellationToken) : Stream
{
    /// <summary>In bytes.</summary>
    public long Count { get; private set; }

    /// <summary>Whether it was the other stream that did not take what was written.</summary>
    public bool HasFailed { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => Count;
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        cancellationToken.ThrowIfCancellationRequested();
        HasFailed = true;
        inner.Write(buffer);
        HasFailed = false;
        Count += buffer.Length;
        written(buffer.Length);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
