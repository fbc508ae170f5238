using System.Security.Authentication;
using System.Text.RegularExpressions;
using ApiAuth.Diagnostics;
using ApiAuth.Errors;

namespace ApiAuth.Http;

/// <summary>Says in one way what the transport reports in many.</summary>
internal static partial class TransportFailure
{
    /// <inheritdoc cref="Describe(Exception, Deadline, Uri, IReadOnlyList{RequestAttempt})"/>
    public static ApiException? Describe(Exception exception, ApiRequestMessage message) =>
        Describe(exception, message.Deadline, message.Target, message.Attempts);

    /// <summary>Null where the failure is none of the transport's, or the caller's own cancellation.</summary>
    public static ApiException? Describe(Exception exception, Deadline deadline, Uri target, IReadOnlyList<RequestAttempt> attempts)
    {
        bool isCancelled = exception is OperationCanceledException;
        if (!isCancelled && exception is not (HttpRequestException or IOException or InvalidDataException or ObjectDisposedException))
        {
            return null;
        }

        // A connection that is torn down by the end of its time may report that as any of them.
        return deadline switch
        {
            { IsSessionClosed: true } => new ApiException(
                ApiErrorId.SessionDisconnected, "The session was disconnected while the request was under way.", Kept(exception))
            {
                Attempts = attempts,
            },
            { IsReached: true } => new ApiException(
                ApiErrorId.Timeout,
                $"No complete answer from '{target.Authority}' within {deadline.Timeout.TotalSeconds:0.###} seconds.",
                Kept(exception))
            {
                Attempts = attempts,
            },
            _ => isCancelled || exception is ObjectDisposedException ? null : Describe(exception, target, attempts),
        };
    }

    /// <summary>The proxy wants credentials that it did not get.</summary>
    public static ApiException ProxyRefused() => new(ApiErrorId.ConnectionFailed, "The proxy demands credentials (407).")
    {
        StatusCode = 407,
        RecommendedAction = Remedies.ProxyRefused,
    };

    /// <summary>What went wrong in the end, in a few words without a secret.</summary>
    public static string Reason(Exception exception) => IsOfProxy(exception)
        ? $"the proxy opened no tunnel{(TunnelStatus().Match(exception.Message) is { Success: true } status ? $" ({status.Groups[1].Value})" : "")}"
        : Redactor.Unknown.Redact(exception.GetBaseException().Message).TrimEnd('.');

    [GeneratedRegex(@"status code '([1-5]\d\d)'", RegexOptions.CultureInvariant)]
    private static partial Regex TunnelStatus();

    // The transport names the proxy by its whole address, which may hold a password.
    private static bool IsOfProxy(Exception exception) => exception is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError };

    private static Exception? Kept(Exception exception) => IsOfProxy(exception) ? null : exception;

    private static ApiException Describe(Exception exception, Uri target, IReadOnlyList<RequestAttempt> attempts)
    {
        var error = (exception as HttpRequestException)?.HttpRequestError ?? (exception as HttpIOException)?.HttpRequestError;
        var (id, message, remedy) = error switch
        {
            HttpRequestError.NameResolutionError => (
                ApiErrorId.ConnectionFailed,
                $"The name '{target.Host}' could not be resolved.",
                Remedies.NameUnknown),
            HttpRequestError.ConnectionError => (
                ApiErrorId.ConnectionFailed,
                $"No connection to '{target.Authority}': {Reason(exception)}.",
                Remedies.PortClosed),
            HttpRequestError.SecureConnectionError => (
                ApiErrorId.ConnectionFailed,
                $"No secure connection to '{target.Authority}': {Reason(exception)}.",
                exception.GetBaseException() is AuthenticationException
                    ? "Check the server's certificate: its name, its dates and who issued it. -SkipCertificateCheck passes over it, for tests only."
                    : "Check that the port speaks TLS, in version 1.2 or newer."),
            HttpRequestError.ProxyTunnelError => (
                ApiErrorId.ConnectionFailed,
                $"No connection to '{target.Authority}': {Reason(exception)}.",
                Remedies.ProxyRefused),
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
                ApiErrorId.ConnectionFailed, $"The connection to '{target.Authority}' broke: {Reason(exception)}.", (string?)null),
        };

        return new ApiException(id, message, Kept(exception)) { Attempts = attempts, RecommendedAction = remedy };
    }
}
