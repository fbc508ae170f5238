using System.Globalization;
using System.Net;
using ApiAuth.Diagnostics;

namespace ApiAuth.Http.Handlers;

/// <summary>
/// Sends one attempt and follows what redirects it within its origin. Credentials never leave that origin, and a body is never sent on.
/// </summary>
internal sealed class RedirectGuardHandler(Redactor redactor, TimeProvider clock) : DelegatingHandler
{
    private const int MostRedirects = 5;

    private readonly RequestTelemetry _telemetry = new(redactor);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var message = (ApiRequestMessage)request;
        var startedAt = clock.GetUtcNow();
        long started = clock.GetTimestamp();
        var content = request.Content is { } body ? new MeasuredContent(body, clock) : null;
        request.Content = content;
        using var activity = _telemetry.Start(message);
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            for (int redirects = 0; IsRedirect(response.StatusCode) && response.Headers.Location is { } location; redirects++)
            {
                using (response)
                {
                    request.RequestUri = Next(message, response, location, redirects);
                }

                response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            }

            ThrowIfOfProxy(response);
            NoteAttempt(message, startedAt, started, content, StatusText(response.StatusCode));
            RequestTelemetry.Stop(activity, message, clock.GetElapsedTime(started), response, null);
            return response;
        }
        catch (Exception exception)
        {
            string outcome = Outcome(exception);
            NoteAttempt(message, startedAt, started, content, outcome);
            RequestTelemetry.Stop(activity, message, clock.GetElapsedTime(started), null, outcome);
            throw;
        }
    }

    private void NoteAttempt(ApiRequestMessage message, DateTimeOffset startedAt, long started, MeasuredContent? content, string outcome)
    {
        long ended = clock.GetTimestamp();
        message.NoteAttempt(startedAt, clock.GetElapsedTime(started, ended), outcome);
        message.LogEntry?.NoteAttempt(started, content?.SentAt ?? 0, ended);
    }

    private Uri Next(ApiRequestMessage message, HttpResponseMessage response, Uri location, int redirects)
    {
        var from = message.RequestUri!;
        if (!Uri.TryCreate(from, location, out var to))
        {
            throw new ApiException(ApiErrorId.InvalidResponse, "The service redirects to what is no address.");
        }

        if (!RequestAddress.IsSameOrigin(from, to) || to.UserInfo.Length > 0)
        {
            throw new ApiException(
                ApiErrorId.CrossOriginRedirect, $"'{RequestAddress.Origin(from)}' redirects to another origin or as another user, '{RequestAddress.Origin(to)}'.");
        }

        if (message.IsLogin || message.Content is not null || (message.Method != HttpMethod.Get && message.Method != HttpMethod.Head))
        {
            throw NotSentOn(message, response.StatusCode, redactor.Redact(to.AbsolutePath));
        }

        if (redirects == MostRedirects)
        {
            throw new ApiException(ApiErrorId.RequestFailed, $"The service redirected more than {MostRedirects} times.")
            {
                RecommendedAction = "Report the redirects to the operator of the service; they may run in a circle.",
            };
        }

        return to;
    }

    // RFC 9110, section 15.4.4: with 303 the service has done what was asked, and says where the outcome can be read.
    private static ApiException NotSentOn(ApiRequestMessage message, HttpStatusCode status, string path) => status == HttpStatusCode.SeeOther && !message.IsLogin
        ? new ApiException(ApiErrorId.RequestFailed, $"The service has taken the {message.Method} request, and refers to '{path}' for the outcome.")
        {
            StatusCode = (int)status,
            RecommendedAction = "Don't send it again, since it may have been done. Read the outcome with a GET request to the address that the service refers to.",
        }
        : new ApiException(
            ApiErrorId.RequestFailed, $"The service redirects a {message.Method} request to '{path}'; what it carries is not sent on.")
        {
            StatusCode = (int)status,
            RecommendedAction = "Use the address that the service redirects to.",
        };

    // To an https address this is a failure to connect; to an http address it comes in place of the service's answer.
    private static void ThrowIfOfProxy(HttpResponseMessage response)
    {
        if (response.StatusCode == HttpStatusCode.ProxyAuthenticationRequired)
        {
            response.Dispose();
            throw TransportFailure.ProxyRefused();
        }
    }

    private static bool IsRedirect(HttpStatusCode status) => (int)status is 301 or 302 or 303 or 307 or 308;

    private static string StatusText(HttpStatusCode status) => status == HttpStatusCode.OK ? "200" : ((int)status).ToString(CultureInfo.InvariantCulture);

    private static string Outcome(Exception exception) => exception switch
    {
        ApiException failure => failure.ErrorId,
        HttpRequestException failure => failure.HttpRequestError.ToString(),
        OperationCanceledException => "Cancelled",
        _ => exception.GetType().Name,
    };
}
