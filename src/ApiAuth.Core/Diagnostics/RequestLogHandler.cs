using ApiAuth.Http;

namespace ApiAuth.Diagnostics;

/// <summary>Notes each request of a session in its log.</summary>
internal sealed class RequestLogHandler(RequestLog log, TimeProvider clock) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var message = (ApiRequestMessage)request;
        var startedAt = clock.GetUtcNow();
        long started = clock.GetTimestamp();
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            log.Add(Entry(message, startedAt, clock.GetElapsedTime(started), (int)response.StatusCode, null));
            return response;
        }
        catch (Exception exception)
        {
            string failure = (exception as ApiException)?.ErrorId ?? exception.GetType().Name;
            log.Add(Entry(message, startedAt, clock.GetElapsedTime(started), null, failure));
            throw;
        }
    }

    private static RequestLogEntry Entry(ApiRequestMessage message, DateTimeOffset startedAt, TimeSpan duration, int? status, string? failure) =>
        new(startedAt, duration, message.Method, message.Target, status, failure, message.IsLogin, message.Attempts);
}
