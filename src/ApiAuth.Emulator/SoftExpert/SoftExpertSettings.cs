namespace ApiAuth.Emulator.SoftExpert;

public sealed record SoftExpertSettings
{
    /// <summary>An interactive user holds the only licence: calls are answered 403.</summary>
    public bool SingleLicenceTaken { get; init; }

    /// <summary>429 for a user's requests beyond <see cref="RequestsPerSecond"/> in any second.</summary>
    public bool RateLimitEnabled { get; init; } = true;

    public int RequestsPerSecond { get; init; } = 10;

    /// <summary>Whether a 429 says `Retry-After: 1`.</summary>
    public bool RetryAfterOn429 { get; init; }

    public bool BasicEnabled { get; init; } = true;

    /// <summary>The path segment before /ws; public clients also use "sesuite".</summary>
    public string SeName { get; init; } = "se";

    /// <summary>Dataset answers 401 as `{"message":…,"status":401}` instead of plain text; both have been seen.</summary>
    public bool DatasetErrorsAsJson { get; init; }
}
