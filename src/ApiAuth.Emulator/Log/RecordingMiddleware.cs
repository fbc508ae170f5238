using ApiAuth.Emulator.Hosting;

namespace ApiAuth.Emulator.Log;

/// <summary>Puts each request into the log, names it, and stamps the answer's `Date` with the emulator's clock.</summary>
internal sealed class RecordingMiddleware(EmulatorState state, ReceivedRequestLog log, Origins origins, RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        Exchange exchange = log.Add(sequence => Describe(context, sequence));
        context.Features.Set(exchange);
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.Date = state.DateHeader;
            exchange.Answered(context.Response.StatusCode);
            return Task.CompletedTask;
        });
        try
        {
            context.Request.Body = await RecordBodyAsync(context, exchange);
            if (context.GetEndpoint()?.Metadata.GetMetadata<ServiceOperation>() is { } operation)
            {
                exchange.Identify(operation.Service, await operation.ReadName(context));
            }

            await next(context);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or BadHttpRequestException)
        {
            exchange.Abort();
            context.Abort();
        }
    }

    /// <summary>
    /// A short body is read at once, so that the log holds it even where the answer does not depend on it. A longer
    /// one, or one that the client holds back with `Expect`, is recorded as far as it is read.
    /// </summary>
    private static async Task<Stream> RecordBodyAsync(HttpContext context, Exchange exchange)
    {
        RecordingStream recorded = new(context.Request.Body, exchange);
        if (context.Request.Headers.Expect.Count > 0 || context.Request.ContentLength is null or > Exchange.MaximumBody)
        {
            return recorded;
        }

        MemoryStream whole = new();
        await recorded.CopyToAsync(whole, context.RequestAborted);
        whole.Position = 0;
        return whole;
    }

    private ReceivedRequest Describe(HttpContext context, long sequence) => new()
    {
        Sequence = sequence,
        Time = state.Time.GetUtcNow(),
        Origin = origins.NameOf(context),
        Method = context.Request.Method,
        Path = context.Request.Path,
        Query = context.Request.QueryString.Value ?? "",
        Headers = context.Request.Headers.ToDictionary(
            header => header.Key, header => header.Value.Select(value => value ?? "").ToArray(), StringComparer.OrdinalIgnoreCase),
        Body = "",
        BytesReceived = 0,
        Status = 0,
        Aborted = false,
    };
}
