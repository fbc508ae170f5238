namespace ApiAuth.Http.Paging;

/// <summary>What a page says of itself and of the next.</summary>
/// <param name="Address">Its own, which a relative link is relative to.</param>
/// <param name="Count">Of its items.</param>
/// <param name="Fingerprint">The same for pages with the same items.</param>
internal sealed record Page(Uri Address, int Count, ulong Fingerprint)
{
    /// <summary>What its Link header names as next.</summary>
    public string? Link { get; init; }

    /// <summary>The mark or the address of the next page; null or empty on the last.</summary>
    public string? Next { get; init; }

    /// <summary>Null where it does not say.</summary>
    public long? Total { get; init; }

    /// <summary>Null where it does not say.</summary>
    public bool? More { get; init; }
}
