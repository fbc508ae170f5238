namespace ApiAuth.Http.Limits;

/// <summary>Holds requests back to a limit, in the order in which they come.</summary>
internal abstract class RequestGate : IDisposable
{
    private readonly Func<Uri, bool> _appliesTo;

    protected RequestGate(RequestLimit limit) => _appliesTo = limit.AppliesTo;

    /// <summary>Null where there is no limit.</summary>
    public static RequestGate? Create(RequestLimit? limit, TimeProvider clock) =>
        limit is null ? null
        : limit.Window is null ? new ParallelGate(limit)
        : new WindowGate(limit, clock);

    public bool AppliesTo(ApiRequestMessage message) => _appliesTo(message.Target);

    /// <summary>Completes when the request may be sent; what it gives is disposed when it has been answered.</summary>
    /// <param name="message">Its time does not run while it waits.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public abstract ValueTask<IDisposable?> EnterAsync(ApiRequestMessage message, CancellationToken cancellationToken);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
