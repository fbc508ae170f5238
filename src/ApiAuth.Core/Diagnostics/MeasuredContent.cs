using System.Net;

namespace ApiAuth.Diagnostics;

/// <summary>A body that notes when it has been sent.</summary>
internal sealed class MeasuredContent : HttpContent
{
    private readonly HttpContent _inner;
    private readonly TimeProvider _clock;
    private long _sentAt;

    public MeasuredContent(HttpContent inner, TimeProvider clock)
    {
        _inner = inner;
        _clock = clock;
        foreach (var (name, values) in inner.Headers.NonValidated)
        {
            if (!name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
            {
                Headers.Add(name, values);
            }
        }
    }

    /// <summary>As the clock stamps it; 0 where it has not been sent whole.</summary>
    public long SentAt => Volatile.Read(ref _sentAt);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await _inner.CopyToAsync(stream, context, cancellationToken).ConfigureAwait(false);
        Volatile.Write(ref _sentAt, _clock.GetTimestamp());
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override bool TryComputeLength(out long length)
    {
        length = _inner.Headers.ContentLength ?? -1;
        return length >= 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
