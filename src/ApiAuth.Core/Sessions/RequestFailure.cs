using ApiAuth.Diagnostics;
using ApiAuth.Errors;
using ApiAuth.Http;

namespace ApiAuth.Sessions;

/// <summary>Makes of an answer that means failure the one error that the user sees.</summary>
internal static class RequestFailure
{
    private const string SendAgain =
        "The body could be read only once, so it was not sent again with a new token. Run the request again, from the beginning of the body, or send it from a file.";

    public static ApiException Describe(ApiResponse answer, ApiRequestMessage message, string session)
    {
        var verdict = message.Verdict;
        string text = $"{message.Method} {answer.Redact(message.Target.AbsolutePath)} over session '{session}': {Meaning(verdict)}";
        string? vendorMessage = verdict.Message is null ? null : answer.Redact(verdict.Message);
        return new ApiException(verdict.FailureId, $"{text} ({answer.StatusCode} {answer.Redact(answer.ReasonPhrase)}){(vendorMessage is null ? "." : ": " + vendorMessage)}")
        {
            StatusCode = answer.StatusCode,
            VendorCode = verdict.VendorCode is null ? null : answer.Redact(verdict.VendorCode),
            RequestId = RequestIds.Find(answer.Headers) is { } id ? answer.Redact(id) : null,
            ResponseExcerpt = answer.Excerpt(answer.Body.Prefix, isCut: answer.Body.Prefix.Length == ResponseBody.PrefixSize),
            RecommendedAction = message.IsReplayLeftOut ? SendAgain
                : verdict.Remedy ?? (verdict.FailureId == ApiErrorId.RequestFailed && answer.StatusCode >= 500 ? Remedies.ServerFailed : null),
            Attempts = answer.Attempts,
        };
    }

    private static string Meaning(ResponseVerdict verdict) => verdict.Outcome switch
    {
        ResponseOutcome.Rejected => "the service rejected the credentials of the request",
        ResponseOutcome.Denied => "the service does not permit it",
        ResponseOutcome.Throttled => "the service asks to slow down",
        _ => "the service reports a failure",
    };
}
