using System.Diagnostics.CodeAnalysis;
using ApiAuth.Errors;
using ApiAuth.Http;

namespace ApiAuth;

/// <summary>A request or a login that failed. Nothing in it is secret.</summary>
public sealed class ApiException : Exception
{
    internal ApiException(string errorId, string message, Exception? innerException = null)
        : base(message, innerException) => ErrorId = errorId;

    /// <summary>One of <see cref="ApiErrorId"/>.</summary>
    public string ErrorId { get; }

    /// <summary>The HTTP status, where there was an answer.</summary>
    public int? StatusCode { get; internal init; }

    /// <summary>The service's own code of the failure, as it wrote it.</summary>
    public string? VendorCode { get; internal init; }

    /// <summary>The identifier that the service gave the request, for its support.</summary>
    public string? RequestId { get; internal init; }

    /// <summary>The beginning of the answer's body, redacted.</summary>
    public string? ResponseExcerpt { get; internal init; }

    /// <summary>What to do about it.</summary>
    [AllowNull]
    public string RecommendedAction
    {
        get => field ?? Remedies.For(ErrorId);
        internal init;
    }

    /// <summary>Each time that the request was sent, in order; empty where it never was.</summary>
    public IReadOnlyList<RequestAttempt> Attempts { get; internal init; } = [];

    // A login's failure is shared by all requests that waited for it: each gets one of its own, with its own attempts.
    internal ApiException With(IReadOnlyList<RequestAttempt> attempts) => Copy(attempts, RecommendedAction);

    internal ApiException With(string recommendedAction) => Copy(Attempts, recommendedAction);

    private ApiException Copy(IReadOnlyList<RequestAttempt> attempts, string recommendedAction) => new(ErrorId, Message, InnerException)
    {
        StatusCode = StatusCode,
        VendorCode = VendorCode,
        RequestId = RequestId,
        ResponseExcerpt = ResponseExcerpt,
        RecommendedAction = recommendedAction,
        Attempts = attempts,
    };
}
