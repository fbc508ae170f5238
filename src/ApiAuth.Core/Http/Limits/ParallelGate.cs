using System.Threading.RateLimiting;

namespace ApiAuth.Http.Limits;

/// <summary>So many requests at once.</summary>
internal sealed class ParallelGate(RequestLimit limit) : RequestGate(limit)
{
    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = limit.Requests,
        QueueLimit = int.MaxValue,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    public override async ValueTask<IDisposable?> EnterAsync(ApiRequestMessage message, CancellationToken cancellationToken)
    {
        var lease = _limiter.AttemptAcquire();
        if (lease.IsAcquired)
        {
            return lease;
        }

        message.Deadline.Pause();
        try
        {
            return await _limiter.AcquireAsync(1, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            message.Deadline.Resume();
        }
    }

    protected override void Dispose(bool disposing)
    {
        _limiter.Dispose();
        base.Dispose(disposing);
    }
}
