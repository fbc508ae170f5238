using Microsoft.AspNetCore.Http;

namespace ApiAuth.Benchmarks;

/// <summary>How many requests have come, and how many of them have not been answered yet.</summary>
internal sealed class RequestCount
{
    private int _started;
    private int _running;

    public async Task CountAsync(HttpContext context, Func<Task> next)
    {
        Interlocked.Increment(ref _started);
        Interlocked.Increment(ref _running);
        try
        {
            await next();
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    /// <summary>Answers with what it counted; a DELETE begins to count anew.</summary>
    public Task WriteAsync(HttpContext context)
    {
        int started = HttpMethods.IsDelete(context.Request.Method) ? Interlocked.Exchange(ref _started, 0) : Volatile.Read(ref _started);
        return context.Response.WriteAsJsonAsync(new { started, running = Volatile.Read(ref _running) });
    }
}
