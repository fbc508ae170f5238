using System.Net;

namespace ApiAuth.Http;

/// <summary>What a provider makes of an answer.</summary>
/// <param name="Outcome">What it means.</param>
/// <param name="ErrorId">Null: the id that goes with the outcome.</param>
/// <param name="VendorCode">The service's own code.</param>
/// <param name="Message">The service's own words.</param>
/// <param name="Remedy">Null: the remedy that goes with the id.</param>
internal readonly record struct ResponseVerdict(
    ResponseOutcome Outcome, string? ErrorId = null, string? VendorCode = null, string? Message = null, string? Remedy = null)
{
    /// <summary>The meaning of a status where the service gives it no other (RFC 9110).</summary>
    public static ResponseVerdict FromStatus(HttpStatusCode status) => new((int)status switch
    {
        >= 200 and < 300 or 304 => ResponseOutcome.Accepted,
        401 => ResponseOutcome.Rejected,
        403 => ResponseOutcome.Denied,
        429 => ResponseOutcome.Throttled,
        _ => ResponseOutcome.Failed,
    });

    public string FailureId => ErrorId ?? Outcome switch
    {
        ResponseOutcome.Rejected => ApiErrorId.TokenRejected,
        ResponseOutcome.Denied => ApiErrorId.PermissionDenied,
        ResponseOutcome.Throttled => ApiErrorId.RateLimited,
        _ => ApiErrorId.RequestFailed,
    };
}
