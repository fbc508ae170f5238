namespace ApiAuth.Http;

/// <summary>The one clock of a request: from its start to the last byte of its answer, or earlier where the caller gives up or the session ends.</summary>
internal sealed class Deadline : IDisposable
{
    // A new time costs a timer, and portions of a transfer come much faster than any time passes.
    private static readonly TimeSpan LongestUnextended = TimeSpan.FromMilliseconds(200);
    private const int PartUnextended = 20;

    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _caller;
    private readonly CancellationTokenRegistration _session;
    private readonly CancellationToken _callerToken;
    private readonly CancellationToken _sessionToken;
    private readonly TimeProvider _clock;
    private long _startedAt;
    private TimeSpan _left;

    public Deadline(TimeSpan timeout, TimeProvider clock, CancellationToken callerToken, CancellationToken sessionToken = default)
    {
        Timeout = timeout;
        _clock = clock;
        _callerToken = callerToken;
        _sessionToken = sessionToken;
        _startedAt = clock.GetTimestamp();
        _source = new CancellationTokenSource(timeout, clock);
        _caller = callerToken.UnsafeRegister(Cancel, _source);
        _session = sessionToken.UnsafeRegister(Cancel, _source);
    }

    public TimeSpan Timeout { get; }

    public DateTimeOffset Now => _clock.GetUtcNow();

    public CancellationToken Token => _source.Token;

    public bool IsGivenUp => _callerToken.IsCancellationRequested;

    /// <summary>Whether the session ended, and the caller had not given up before.</summary>
    public bool IsSessionClosed => _sessionToken.IsCancellationRequested && !IsGivenUp;

    /// <summary>Whether time ran out, and the request had not ended before.</summary>
    public bool IsReached => _source.IsCancellationRequested && !IsGivenUp && !IsSessionClosed;

    public TimeSpan Remaining => Timeout == System.Threading.Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : Timeout - _clock.GetElapsedTime(_startedAt);

    /// <summary>Counts from now again, or from a moment ago. After the end, too, when it does nothing.</summary>
    public void Extend()
    {
        var passed = _clock.GetElapsedTime(_startedAt);
        if (passed >= LongestUnextended || passed >= Timeout / PartUnextended)
        {
            _startedAt = _clock.GetTimestamp();
            EndAfter(Timeout);
        }
    }

    /// <summary>Time stands still for the request until <see cref="Resume"/>; its caller and its session can end it all the same.</summary>
    public void Pause()
    {
        _left = Remaining;
        EndAfter(System.Threading.Timeout.InfiniteTimeSpan);
    }

    public void Resume()
    {
        if (Timeout != System.Threading.Timeout.InfiniteTimeSpan)
        {
            var left = _left > TimeSpan.Zero ? _left : TimeSpan.Zero;
            _startedAt = _clock.GetTimestamp() - (long)((Timeout - left).TotalSeconds * _clock.TimestampFrequency);
            EndAfter(left);
        }
    }

    public void Dispose()
    {
        _caller.Dispose();
        _session.Dispose();
        _source.Dispose();
    }

    // A service may answer, and the request end, before it has read all that is still being sent.
    private void EndAfter(TimeSpan time)
    {
        try
        {
            _source.CancelAfter(time);
        }
        catch (ObjectDisposedException)
        {
        }
    }

    private static void Cancel(object? source) => ((CancellationTokenSource)source!).Cancel();
}
