using ApiAuth.Http;

namespace ApiAuth.Diagnostics;

/// <summary>One request of a session, as it is kept for the log: redacted when it is shown, not when it is kept.</summary>
/// <param name="StartedAt">When it entered the chain.</param>
/// <param name="Duration">To the head of the answer, or to the failure, with all retries.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Target">The address before any token was placed in it.</param>
/// <param name="StatusCode">Null where no answer came.</param>
/// <param name="Failure">The failure's kind where no answer came.</param>
/// <param name="IsLogin">Whether it was a login or logout.</param>
/// <param name="Attempts">Each time that it was sent.</param>
internal sealed record RequestLogEntry(
    DateTimeOffset StartedAt,
    TimeSpan Duration,
    HttpMethod Method,
    Uri Target,
    int? StatusCode,
    string? Failure,
    bool IsLogin,
    IReadOnlyList<RequestAttempt> Attempts);
