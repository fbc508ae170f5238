namespace ApiAuth.Tokens;

/// <summary>When a token is served, renewed ahead of time, and no longer served.</summary>
/// <param name="IssuedAt">When the login was answered.</param>
/// <param name="RefreshAt">From here on the token is served while a new one is fetched in the background.</param>
/// <param name="Floor">From here on a request waits for the new one.</param>
/// <param name="ExpiresAt">When the service ends it; null where it does not say.</param>
internal readonly record struct TokenSchedule(
    DateTimeOffset IssuedAt, DateTimeOffset RefreshAt, DateTimeOffset Floor, DateTimeOffset? ExpiresAt)
{
    private static readonly TimeSpan LongestEarlyRefresh = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestFloor = TimeSpan.FromSeconds(60);

    /// <summary>Kept when a login brings a token that is due again at once, so that it is not fetched in a loop.</summary>
    public static readonly TimeSpan MinimumInterval = TimeSpan.FromSeconds(30);

    // A token that lasts no longer than a request takes would be renewed for each: let the service refuse it instead.
    private static readonly TimeSpan ShortestService = TimeSpan.FromSeconds(0.5);

    /// <param name="now">When the login was answered.</param>
    /// <param name="lifetime">As the service tells it. Null, zero or less: it does not say, and the token is served until it is rejected.</param>
    /// <param name="refreshEarly">False where a new token would end the one in use.</param>
    /// <param name="jitter">From 0 to 1, drawn once for each token, so that many clients do not renew at one moment.</param>
    public static TokenSchedule Create(DateTimeOffset now, TimeSpan? lifetime, bool refreshEarly, double jitter)
    {
        if (lifetime is not { } life || life <= TimeSpan.Zero)
        {
            return new(now, DateTimeOffset.MaxValue, DateTimeOffset.MaxValue, null);
        }

        var expiresAt = Add(now, life);
        var window = Shorter(LongestEarlyRefresh, life / 6);
        var floor = expiresAt - Shorter(LongestFloor, life / 20);
        var refreshAt = refreshEarly ? expiresAt - window - (window * (jitter / 5)) : floor;
        var earliest = now + ShortestService;
        return new(now, Later(refreshAt, earliest), Later(floor, earliest), expiresAt);
    }

    /// <summary>For a key that no login renews: served whatever its expiry says, for the service to judge.</summary>
    public static TokenSchedule ForStatic(DateTimeOffset now, TimeSpan? lifetime) =>
        new(now, DateTimeOffset.MaxValue, DateTimeOffset.MaxValue, lifetime is { } life ? Add(now, life) : null);

    /// <summary>The same, with nothing due before <see cref="MinimumInterval"/> has passed.</summary>
    public TokenSchedule NotBefore(DateTimeOffset now)
    {
        var earliest = now + MinimumInterval;
        return this with { RefreshAt = Later(RefreshAt, earliest), Floor = Later(Floor, earliest) };
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static DateTimeOffset Add(DateTimeOffset now, TimeSpan life) =>
        life < DateTimeOffset.MaxValue - now ? now + life : DateTimeOffset.MaxValue;
}
