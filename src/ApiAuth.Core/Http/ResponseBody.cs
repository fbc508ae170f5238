using System.Buffers;

namespace ApiAuth.Http;

/// <summary>
/// The body of an answer as it arrives: its beginning can be looked at before it is read, and it is no larger than allowed.
/// </summary>
internal sealed class ResponseBody : Stream
{
    /// <summary>In bytes. Failures that arrive with a status of success are small.</summary>
    public const int PrefixSize = 4096;

    private readonly HttpResponseMessage _response;
    private readonly ApiRequestMessage _message;
    private Stream? _inner;
    private byte[]? _prefix;
    private int _prefixLength;
    private int _prefixRead;
    private bool _ended;
    private long _received;

    public ResponseBody(HttpResponseMessage response, ApiRequestMessage message)
    {
        _response = response;
        _message = message;
    }

    /// <summary>Given to the caller so far, decompressed.</summary>
    public long BytesRead { get; private set; }

    public ReadOnlySpan<byte> Prefix => _prefix.AsSpan(0, _prefixLength);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => BytesRead;
        set => throw new NotSupportedException();
    }

    /// <summary>Reads the beginning and keeps it for whoever reads the body.</summary>
    public async ValueTask FillPrefixAsync()
    {
        if (_prefix is not null)
        {
            return;
        }

        _prefix = ArrayPool<byte>.Shared.Rent(PrefixSize);
        while (_prefixLength < PrefixSize && !_ended)
        {
            int count = await ReadInnerAsync(_prefix.AsMemory(_prefixLength, PrefixSize - _prefixLength)).ConfigureAwait(false);
            _prefixLength += count;
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        int count;
        if (_prefixRead < _prefixLength)
        {
            count = Math.Min(buffer.Length, _prefixLength - _prefixRead);
            _prefix.AsMemory(_prefixRead, count).CopyTo(buffer);
            _prefixRead += count;
        }
        else
        {
            cancellationToken.ThrowIfCancellationRequested();
            count = await ReadInnerAsync(buffer).ConfigureAwait(false);
        }

        BytesRead += count;
        if (BytesRead > _message.Request.MaximumResponseSize)
        {
            _message.LogEntry?.NoteFailure(ApiErrorId.ResponseTooLarge);
            throw new ApiException(
                ApiErrorId.ResponseTooLarge,
                $"The answer is larger than the {_message.Request.MaximumResponseSize / (1 << 20)} MiB that are read into memory.");
        }

        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("The body of an answer is read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner?.Dispose();
            _response.Dispose();
            _message.LogEntry?.NoteEnd(_received);
            if (Interlocked.Exchange(ref _prefix, null) is { } prefix)
            {
                _prefixLength = 0;
                ArrayPool<byte>.Shared.Return(prefix, clearArray: true);
            }
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadInnerAsync(Memory<byte> buffer)
    {
        if (_ended)
        {
            return 0;
        }

        try
        {
            var token = _message.Deadline.Token;
            _inner ??= await _response.Content.ReadAsStreamAsync(token).ConfigureAwait(false);
            int count = await _inner.ReadAsync(buffer, token).ConfigureAwait(false);
            _ended = count == 0;
            _received += count;
            if (_ended)
            {
                _message.LogEntry?.NoteEnd(_received);
            }

            if (_message.Request.MaximumResponseSize is null)
            {
                _message.Deadline.Extend();
            }

            return count;
        }
        catch (Exception exception) when (TransportFailure.Describe(exception, _message) is { } failure)
        {
            _message.LogEntry?.NoteFailure(failure.ErrorId);
            throw failure;
        }
    }
}
