namespace ApiAuth.Providers.FourWayShop;

/// <summary>What the documentation of 4WS Suite leaves to each installation.</summary>
internal sealed record FourWayShopOptions
{
    /// <summary>Relative to the server. The vendor does not publish it.</summary>
    public const string DefaultLoginPath = "api/login";

    public string? CompanyId { get; init; }

    public long? SiteId { get; init; }

    public FourWayShopAuthenticationMode AuthenticationMode { get; init; }

    public string LoginPath { get; init; } = DefaultLoginPath;

    /// <summary>
    /// The members of the login's JSON, in place of <c>username</c>, <c>password</c>, <c>companyId</c> and <c>siteId</c>;
    /// <c>{UserName}</c> and <c>{Password}</c> stand for the credential, also within a longer text.
    /// </summary>
    public IReadOnlyDictionary<string, object?>? LoginBody { get; init; }
}
