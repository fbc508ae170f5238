namespace ApiAuth.Diagnostics;

/// <summary>Which requests of a log are wanted; what is left out restricts nothing.</summary>
internal sealed record RequestLogFilter
{
    /// <summary>The newest of those that all else lets through.</summary>
    public int? Last { get; init; }

    public bool FailedOnly { get; init; }

    public DateTimeOffset? Since { get; init; }

    public TimeSpan? MinimumDuration { get; init; }

    /// <summary>Whether an address, as it is shown, is wanted.</summary>
    public Func<string, bool>? Address { get; init; }

    public IReadOnlyList<string>? Methods { get; init; }

    public IReadOnlyList<int>? StatusCodes { get; init; }

    public bool Includes(ApiRequestRecord record) =>
        (!FailedOnly || record.Failed)
        && (MinimumDuration is null || record.Duration >= MinimumDuration)
        && (Address is null || Address(record.Uri))
        && (Methods is null || Methods.Contains(record.Method, StringComparer.OrdinalIgnoreCase))
        && (StatusCodes is null || (record.StatusCode is { } status && StatusCodes.Contains(status)));
}
