using ApiAuth.Http;

namespace ApiAuth.Sessions;

/// <summary>Makes of an answer that means failure the one error that the user sees.</summary>
internal static class RequestFailure
{
    private static readonly string[] RequestIdHeaders = ["X-Request-Id", "Request-Id", "X-Correlation-Id", "X-Amzn-RequestId"];

    private const string SendAgain =
        "The body could be read only once, so it was not sent again with a new token. Run the request again, from the beginning of the body, or send it from a file.";

    public static ApiException Describe(ApiResponse answer, ApiRequestMessage message, ApiSession session)
    {
        var verdict = message.Verdict;
        string text = $"{message.Method} {message.Target.AbsolutePath} over session '{session.Name}': {Meaning(verdict)}";
        string? vendorMessage = verdict.Message is null ? null : session.Redactor.Redact(verdict.Message);
        var failure = new ApiException(verdict.FailureId, $"{text} ({answer.StatusCode} {answer.ReasonPhrase}){(vendorMessage is null ? "." : ": " + vendorMessage)}")
        {
            StatusCode = answer.StatusCode,
            VendorCode = verdict.VendorCode,
            RequestId = RequestId(answer),
            ResponseExcerpt = answer.Body.Prefix.IsEmpty ? null : session.Redactor.Excerpt(answer.Body.Prefix),
            Attempts = answer.Attempts,
        };
        return verdict.Outcome == ResponseOutcome.Rejected && !message.CanRepeat ? failure.With(SendAgain)
            : verdict.Remedy is null ? failure
            : failure.With(verdict.Remedy);
    }

    private static string Meaning(ResponseVerdict verdict) => verdict.Outcome switch
    {
        ResponseOutcome.Rejected => "the service rejected the credentials of the request",
        ResponseOutcome.Denied => "the service does not permit it",
        ResponseOutcome.Throttled => "the service asks to slow down",
        _ => "the service reports a failure",
    };

    private static string? RequestId(ApiResponse answer)
    {
        var headers = answer.GetHeaders();
        foreach (string name in RequestIdHeaders)
        {
            if (headers.TryGetValue(name, out string[]? values))
            {
                return values[0];
            }
        }

        return null;
    }
}
