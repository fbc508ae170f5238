using ApiAuth.Emulator;
using ApiAuth.Http;
using ApiAuth.Providers;
using ApiAuth.Providers.Elvis;
using ApiAuth.Providers.FourWayShop;
using ApiAuth.Providers.SoftExpert;
using ApiAuth.Providers.SolutionsByText;
using ApiAuth.Sessions;
using ApiAuth.Storage;
using ApiAuth.Tokens;

namespace ApiAuth.Core.Tests.Support;

/// <summary>Sessions over the accounts that the emulator has.</summary>
internal static class TestSession
{
    public const string SoftExpertKey =
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpYXQiOjE3NjcyMjU2MDAsImV4cCI6MTkyNDkwNTYwMCwiaWRsb2dpbiI6ImludGVncmF0aW9uIn0.1NP-lrcwqcpfqeAOh8aE0AbDlwMcXGlV40ecICXD1Wo";

    public const string UnicodeUser = "ünïcode";
    public const string UnicodePassword = "pä$$wörd-€-𝄞-&<]]>\"";

    public static ApiSession Of(Uri server, ApiProvider provider, TimeProvider? clock = null, ConnectionProfile? profile = null) =>
        new("test", server, provider, profile ?? new ConnectionProfile { MaximumRetryCount = 0 }, clock ?? TimeProvider.System);

    public static ApiSession WithStore(Uri server, ApiProvider provider, ITokenStore store, TimeProvider? clock = null) => new(
        "test", server, provider, new ConnectionProfile { MaximumRetryCount = 0 }, clock ?? TimeProvider.System,
        options: new SessionOptions { TokenStore = store });

    public static FourWayShopProvider FourWayShop(
        FourWayShopAuthenticationMode mode = FourWayShopAuthenticationMode.Bearer, string user = "ada", string password = "Lovelace-1815") =>
        new(ApiCredential.FromPassword(user, password), new FourWayShopOptions { CompanyId = "ACME", SiteId = 501, AuthenticationMode = mode });

    public static ElvisProvider Elvis(ElvisLoginMethod method = ElvisLoginMethod.Api, string user = "guest", string password = "guest") =>
        new(ApiCredential.FromPassword(user, password), new ElvisOptions { LoginMethod = method });

    public static SolutionsByTextProvider SolutionsByText(
        SbtTokenExpiration expiration = SbtTokenExpiration.ExpireOnNew, SbtProtocol protocol = SbtProtocol.Rest, string? key = null) =>
        new(ApiCredential.FromKey(key ?? KeyFor(expiration)), new SolutionsByTextOptions { TokenExpiration = expiration, Protocol = protocol });

    public static SoftExpertProvider SoftExpert() => new(ApiCredential.FromKey(SoftExpertKey));

    public static async Task<ApiSession> ConnectedAsync(
        EmulatorServer emulator, ApiProvider provider, TimeProvider? clock = null, ConnectionProfile? profile = null)
    {
        var server = provider is SoftExpertProvider ? SoftExpertProvider.ServerFor(emulator.BaseAddress) : emulator.BaseAddress;
        return await ConnectedAsync(server, provider, clock, profile);
    }

    public static async Task<ApiSession> ConnectedAsync(
        Uri server, ApiProvider provider, TimeProvider? clock = null, ConnectionProfile? profile = null)
    {
        var session = Of(server, provider, clock, profile);
        await session.ConnectAsync(TestContext.Current.CancellationToken);
        return session;
    }

    private static string KeyFor(SbtTokenExpiration expiration) => expiration switch
    {
        SbtTokenExpiration.ExpireOnNew => "sbt-key-expire-on-new",
        SbtTokenExpiration.Never => "sbt-key-never",
        SbtTokenExpiration.OneDay => "sbt-key-one-day",
        SbtTokenExpiration.OneWeek => "sbt-key-one-week",
        SbtTokenExpiration.OneYear => "sbt-key-one-year",
        _ => "sbt-key-ten-years",
    };
}
