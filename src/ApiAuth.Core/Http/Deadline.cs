namespace ApiAuth.Http;

/// <summary>The one clock of a request: from its start to the last byte of its answer, or earlier where the caller gives up.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _caller;
    private readonly CancellationToken _callerToken;
    private readonly TimeProvider _clock;
    private long _startedAt;

    public Deadline(TimeSpan timeout, TimeProvider clock, CancellationToken callerToken)
    {
        Timeout = timeout;
        _clock = clock;
        _callerToken = callerToken;
        _startedAt = clock.GetTimestamp();
        _source = new CancellationTokenSource(timeout, clock);
        _caller = callerToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    public TimeSpan Timeout { get; }

    public DateTimeOffset Now => _clock.GetUtcNow();

    public CancellationToken Token => _source.Token;

    /// <summary>Whether time ran out, and the caller had not given up before.</summary>
    public bool IsReached => _source.IsCancellationRequested && !_callerToken.IsCancellationRequested;

    public TimeSpan Remaining => Timeout == System.Threading.Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : Timeout - _clock.GetElapsedTime(_startedAt);

    /// <summary>Counts from now again.</summary>
    public void Extend()
    {
        _startedAt = _clock.GetTimestamp();
        _source.CancelAfter(Timeout);
    }

    public void Dispose()
    {
        _caller.Dispose();
        _source.Dispose();
    }
}
