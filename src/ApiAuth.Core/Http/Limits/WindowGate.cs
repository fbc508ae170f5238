using System.Threading.Channels;

namespace ApiAuth.Http.Limits;

/// <summary>
/// So many requests in any time of one length: each is given a place, which is free again that long after the answer. When the service
/// counted the request is not known, but it was no later than that.
/// </summary>
/// <remarks>The limiters of System.Threading.RateLimiting have a clock of their own, and free their places by the time of the request.</remarks>
internal sealed class WindowGate : RequestGate
{
    // Timers may be early by as much as the system's tick.
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(20);

    private readonly TimeSpan _window;
    private readonly TimeProvider _clock;
    private readonly Channel<long> _places = Channel.CreateUnbounded<long>();

    public WindowGate(RequestLimit limit, TimeProvider clock)
        : base(limit)
    {
        _window = limit.Window!.Value + Margin;
        _clock = clock;
        for (int place = 0; place < limit.Requests; place++)
        {
            _places.Writer.TryWrite(clock.GetTimestamp());
        }
    }

    public override async ValueTask<IDisposable?> EnterAsync(ApiRequestMessage message, CancellationToken cancellationToken)
    {
        bool hasPlace = _places.Reader.TryRead(out long free);
        if (hasPlace && _clock.GetElapsedTime(free) >= TimeSpan.Zero)
        {
            return new Place(this);
        }

        message.Deadline.Pause();
        try
        {
            free = hasPlace ? free : await _places.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            await DelayAsync(free, cancellationToken).ConfigureAwait(false);
            return new Place(this);
        }
        finally
        {
            message.Deadline.Resume();
        }
    }

    private async Task DelayAsync(long free, CancellationToken cancellationToken)
    {
        var wait = -_clock.GetElapsedTime(free);
        try
        {
            await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, _clock, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _places.Writer.TryWrite(free);
            throw;
        }
    }

    private void Leave() => _places.Writer.TryWrite(_clock.GetTimestamp() + (long)(_window.TotalSeconds * _clock.TimestampFrequency));

    private sealed class Place(WindowGate gate) : IDisposable
    {
        private WindowGate? _gate = gate;

        public void Dispose() => Interlocked.Exchange(ref _gate, null)?.Leave();
    }
}
