using Microsoft.AspNetCore.Http;

namespace ApiAuth.Benchmarks;

/// <summary>How many requests have come, how many of them have not been answered yet, and how many those were at the most.</summary>
internal sealed class RequestCount
{
    private int _started;
    private int _running;
    private int _most;

    public async Task CountAsync(HttpContext context, Func<Task> next)
    {
        Interlocked.Increment(ref _started);
        Raise(Interlocked.Increment(ref _running));
        try
        {
            await next();
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    /// <summary>Returns when so many have come, and so many of them been answered.</summary>
    public async Task ReachAsync(int started, int answered, CancellationToken cancellationToken)
    {
        while (Volatile.Read(ref _started) < started || Volatile.Read(ref _started) - Volatile.Read(ref _running) < answered)
        {
            await Task.Delay(1, cancellationToken);
        }
    }

    /// <summary>Answers with what it counted; a DELETE begins to count anew.</summary>
    public Task WriteAsync(HttpContext context)
    {
        bool isReset = HttpMethods.IsDelete(context.Request.Method);
        int started = isReset ? Interlocked.Exchange(ref _started, 0) : Volatile.Read(ref _started);
        int most = isReset ? Interlocked.Exchange(ref _most, 0) : Volatile.Read(ref _most);
        return context.Response.WriteAsJsonAsync(new { started, running = Volatile.Read(ref _running), most });
    }

    private void Raise(int running)
    {
        for (int most = Volatile.Read(ref _most); running > most; most = Volatile.Read(ref _most))
        {
            Interlocked.CompareExchange(ref _most, running, most);
        }
    }
}
