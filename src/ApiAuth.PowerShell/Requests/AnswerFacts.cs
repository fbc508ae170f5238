using ApiAuth.Http;

namespace ApiAuth.PowerShell.Requests;

/// <summary>What the variables that the user named are set to.</summary>
/// <param name="StatusCode">Of the last answer.</param>
/// <param name="Headers">Null where nobody asked for them.</param>
internal sealed record AnswerFacts(int StatusCode, Dictionary<string, string[]>? Headers)
{
    public static AnswerFacts Of(ApiResponse answer, bool withHeaders) =>
        new(answer.StatusCode, withHeaders ? answer.GetSafeHeaders() : null);

    /// <summary>Null where no answer came.</summary>
    public static AnswerFacts? Of(ApiException failure) => failure.StatusCode is { } status ? new(status, null) : null;
}
