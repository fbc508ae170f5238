using System.Diagnostics;

namespace ApiAuth.Http.Bodies;

/// <summary>Puts other bytes in place of a marker in what is written to another stream, which it leaves open.</summary>
internal sealed class ReplacingStream : Stream
{
    private readonly Stream _inner;
    private readonly byte[] _marker;
    private readonly byte[] _value;
    private int _matched;

    /// <param name="inner">Takes the result.</param>
    /// <param name="marker">Its first byte comes in it once, so that a match that fails never hides another.</param>
    /// <param name="value">What stands in its place.</param>
    public ReplacingStream(Stream inner, byte[] marker, byte[] value)
    {
        Debug.Assert(marker.AsSpan(1).IndexOf(marker[0]) < 0, "The marker's first byte comes in it again.");
        _inner = inner;
        _marker = marker;
        _value = value;
    }

    /// <summary>How often the marker was met.</summary>
    public int Count { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (_matched == 0)
            {
                int start = buffer.IndexOf(_marker[0]);
                _inner.Write(start < 0 ? buffer : buffer[..start]);
                buffer = start < 0 ? [] : buffer[start..];
            }

            int count = buffer.CommonPrefixLength(_marker.AsSpan(_matched));
            _matched += count;
            buffer = buffer[count..];
            if (_matched == _marker.Length)
            {
                _inner.Write(_value);
                Count++;
                _matched = 0;
            }
            else if (!buffer.IsEmpty)
            {
                Release();
            }
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    // What may still become the marker is held back until it can't.
    public override void Flush() => _inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Release();
        }

        base.Dispose(disposing);
    }

    private void Release()
    {
        _inner.Write(_marker.AsSpan(0, _matched));
        _matched = 0;
    }
}
