using System.Globalization;

namespace ApiAuth.Http;

/// <summary>One time that a request was sent.</summary>
/// <param name="StartedAt">When it was sent.</param>
/// <param name="WaitedBefore">How long it had been held back: the service's Retry-After, back-off, or pacing to the limit that the service publishes.</param>
/// <param name="Duration">From sending it to the head of the answer, or to its failure.</param>
/// <param name="Outcome">The status or the failure that ended it.</param>
public sealed record RequestAttempt(DateTimeOffset StartedAt, TimeSpan WaitedBefore, TimeSpan Duration, string Outcome)
{
    internal const string SlowDown = "the service asked to slow down";

    /// <summary>Why it was sent again; null the first time.</summary>
    public string? Reason { get; init; }

    /// <summary>Such as <c>503 after 12 ms</c>, or <c>200 after 9 ms, sent again after 1000 ms since the service was busy</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Outcome} after {Duration.TotalMilliseconds:0} ms{(Reason is null ? "" : $", sent again after {WaitedBefore.TotalMilliseconds:0} ms since {Reason}")}");
}
