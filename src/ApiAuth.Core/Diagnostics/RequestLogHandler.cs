using ApiAuth.Http;

namespace ApiAuth.Diagnostics;

/// <summary>Notes each request of a session in its log.</summary>
internal sealed class RequestLogHandler(RequestLog log) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var message = (ApiRequestMessage)request;
        var entry = message.LogEntry = log.Begin(message);
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            entry.NoteAnswer(message, response);
            return response;
        }
        catch (Exception exception)
        {
            entry.NoteFailure(message, exception);
            throw;
        }
    }
}
