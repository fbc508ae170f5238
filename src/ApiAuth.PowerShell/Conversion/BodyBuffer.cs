using System.Buffers;

namespace ApiAuth.PowerShell.Conversion;

/// <summary>What has been read of a body and not been used yet, in one piece of borrowed memory.</summary>
internal sealed class BodyBuffer(Stream body) : IDisposable
{
    private const int SmallestSize = 4096;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(SmallestSize);
    private int _start;
    private int _end;
    private byte[]? _beginning;

    public ReadOnlyMemory<byte> Unread => _bytes.AsMemory(_start, _end - _start);

    public ReadOnlySpan<byte> UnreadSpan => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Whether the body has no more than is in the buffer.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>The first of what was read, used or not: all of it as long as that fits into the buffer at once.</summary>
    public ReadOnlySpan<byte> Beginning => _beginning ?? _bytes.AsSpan(0, _end);

    /// <summary>Whether the body goes on, or may go on, after <see cref="Beginning"/>.</summary>
    public bool IsCut => !IsWhole || _beginning is not null;

    public void Use(int count) => _start += count;

    /// <summary>Reads on: at least one byte more, or to the end.</summary>
    public async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (_end == _bytes.Length)
        {
            MakeRoom();
        }

        int count = await body.ReadAsync(_bytes.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _end += count;
        IsWhole = count == 0;
    }

    public async ValueTask FillWholeAsync(CancellationToken cancellationToken)
    {
        while (!IsWhole)
        {
            await FillAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
            _start = _end = 0;
        }
    }

    private void MakeRoom()
    {
        if (_start > 0)
        {
            _beginning ??= _bytes[..SmallestSize];
            UnreadSpan.CopyTo(_bytes);
            _end -= _start;
            _start = 0;
            return;
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(2L * _bytes.Length, Array.MaxLength));
        UnreadSpan.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
