using ApiAuth.Emulator.Hosting;

namespace ApiAuth.Emulator.FourWayShop;

public sealed record FourWayShopSettings
{
    /// <summary>The bearer token's life, which the login answers as expiresInMS. The documentation's sample has 285000.</summary>
    public int TokenLifetimeMs { get; init; } = 285_000;

    /// <summary>A cookie session ends when it was not used for so long ("several hours").</summary>
    public int CookieIdleMinutes { get; init; } = 240;

    /// <summary>A cookie session ends so long after the login, however much it is used.</summary>
    public int CookieLifetimeMinutes { get; init; } = 7 * 24 * 60;

    /// <summary>How long the value that a renewed cookie replaced is still good, for requests already on their way.</summary>
    public int CookieGraceSeconds { get; init; } = 60;

    /// <summary>The real path is not public.</summary>
    public string LoginPath { get; init; } = "/api/login";

    /// <summary>An assumption: no logout is documented.</summary>
    public string LogoutPath { get; init; } = "/api/logout";

    /// <summary>The session's cookie, whose value stays, and the one that is renewed on each use.</summary>
    /// <exception cref="ArgumentException">They are not two.</exception>
    public IReadOnlyList<string> CookieNames
    {
        get;
        init => field = value.Count == 2 ? value : throw new ArgumentException("cookieNames are two.");
    }
    = ["FWSSESSION", "FWSTOKEN"];

    /// <summary>How many documents order_v1 has.</summary>
    public int Orders { get; init => field = Setting.NotNegative(value); } = 10_000;
}
