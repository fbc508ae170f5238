namespace ApiAuth.Http;

/// <summary>One time that a request was sent.</summary>
/// <param name="StartedAt">When it was sent.</param>
/// <param name="WaitedBefore">How long it had been held back: the service's Retry-After, or back-off.</param>
/// <param name="Duration">From sending it to the head of the answer, or to its failure.</param>
/// <param name="Outcome">The status or the failure that ended it.</param>
public sealed record RequestAttempt(DateTimeOffset StartedAt, TimeSpan WaitedBefore, TimeSpan Duration, string Outcome)
{
    /// <summary>Why it was sent again; null the first time.</summary>
    public string? Reason { get; init; }
}
