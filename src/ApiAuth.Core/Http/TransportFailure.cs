using System.Security.Authentication;

namespace ApiAuth.Http;

/// <summary>Says in one way what the transport reports in many.</summary>
internal static class TransportFailure
{
    private const string ProxyRemedy = "Check -Proxy and -ProxyCredential, or pass by the proxy with -NoProxy.";

    /// <summary>Null where the failure is none of the transport's, or the caller's own cancellation.</summary>
    public static ApiException? Describe(Exception exception, ApiRequestMessage message)
    {
        bool isCancelled = exception is OperationCanceledException;
        if (!isCancelled && exception is not (HttpRequestException or IOException or InvalidDataException or ObjectDisposedException))
        {
            return null;
        }

        // A connection that is torn down by the end of its time may report that as any of them.
        return message.Deadline switch
        {
            { IsSessionClosed: true } => new ApiException(
                ApiErrorId.SessionDisconnected, "The session was disconnected while the request was under way.", exception)
            {
                Attempts = message.Attempts,
            },
            { IsReached: true } => new ApiException(
                ApiErrorId.Timeout,
                $"No complete answer from '{message.Target.Authority}' within {message.Deadline.Timeout.TotalSeconds:0.###} seconds.",
                exception)
            {
                Attempts = message.Attempts,
            },
            _ => isCancelled || exception is ObjectDisposedException ? null : Describe(exception, message.Target, message.Attempts),
        };
    }

    /// <summary>The proxy wants credentials that it did not get.</summary>
    public static ApiException ProxyRefused() => new(ApiErrorId.ConnectionFailed, "The proxy demands credentials (407).")
    {
        StatusCode = 407,
        RecommendedAction = ProxyRemedy,
    };

    private static ApiException Describe(Exception exception, Uri target, IReadOnlyList<RequestAttempt> attempts)
    {
        var error = (exception as HttpRequestException)?.HttpRequestError ?? (exception as HttpIOException)?.HttpRequestError;
        var (id, message, remedy) = error switch
        {
            HttpRequestError.NameResolutionError => (
                ApiErrorId.ConnectionFailed,
                $"The name '{target.Host}' could not be resolved.",
                "Check the spelling of the server's name, and that this machine's name servers know it."),
            HttpRequestError.ConnectionError => (
                ApiErrorId.ConnectionFailed,
                $"No connection to '{target.Authority}': {Innermost(exception).Message}.",
                "Check the port, that the service is running, and that no firewall or missing proxy stands between."),
            HttpRequestError.SecureConnectionError => (
                ApiErrorId.ConnectionFailed,
                $"No secure connection to '{target.Authority}': {Innermost(exception).Message}",
                Innermost(exception) is AuthenticationException
                    ? "Check the server's certificate: its name, its dates and who issued it. -SkipCertificateCheck passes over it, for tests only."
                    : "Check that the port speaks TLS, in version 1.2 or newer."),
            HttpRequestError.ProxyTunnelError => (
                ApiErrorId.ConnectionFailed,
                $"The proxy opened no tunnel to '{target.Authority}': {exception.Message}",
                ProxyRemedy),
            HttpRequestError.ConfigurationLimitExceeded => (
                ApiErrorId.ResponseTooLarge,
                $"The head of the answer from '{target.Authority}' is larger than is read.",
                "Report it to the operator of the service."),
            HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse => (
                ApiErrorId.InvalidResponse,
                $"The answer from '{target.Authority}' broke off or is not HTTP.",
                null),
            _ when exception is InvalidDataException => (
                ApiErrorId.InvalidResponse, $"The answer from '{target.Authority}' is not compressed as it says.", null),
            _ => (
                ApiErrorId.ConnectionFailed, $"The connection to '{target.Authority}' broke: {Innermost(exception).Message}", (string?)null),
        };

        return remedy is null
            ? new ApiException(id, message, exception) { Attempts = attempts }
            : new ApiException(id, message, exception) { Attempts = attempts, RecommendedAction = remedy };
    }

    private static Exception Innermost(Exception exception) => exception.GetBaseException();
}
