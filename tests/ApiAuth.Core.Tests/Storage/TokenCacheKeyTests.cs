using ApiAuth.Core.Tests.Support;
using ApiAuth.Providers;
using ApiAuth.Providers.Elvis;
using ApiAuth.Providers.FourWayShop;
using ApiAuth.Storage;
using ApiAuth.Tokens;

namespace ApiAuth.Core.Tests.Storage;

public sealed class TokenCacheKeyTests
{
    private static readonly Uri Server = new("https://service.example.com/");
    private static readonly ApiCredential Credential = ApiCredential.FromPassword("ada", "secret");

    [Fact]
    [Scenario(12)]
    public void What_differs_in_anything_that_decides_the_token_never_shares_one()
    {
        var id = Guid.NewGuid();
        string[] keys =
        [
            Key(new ElvisProvider(Credential, new ElvisOptions())),
            Key(new ElvisProvider(Credential, new ElvisOptions { LoginMethod = ElvisLoginMethod.Web })),
            Key(new ElvisProvider(Credential, new ElvisOptions { ClientId = id })),
            Key(new ElvisProvider(Credential, new ElvisOptions { ClientId = Guid.NewGuid() })),
            Key(new ElvisProvider(ApiCredential.FromPassword("ADA", "secret"), new ElvisOptions())),
            Key(new ElvisProvider(ApiCredential.FromPassword("ada", "Secret"), new ElvisOptions())),
            Key(new ElvisProvider(Credential, new ElvisOptions()), new Uri("https://service.example.com:8443/")),
            Key(new ElvisProvider(Credential, new ElvisOptions()), new Uri("https://service.example.com/two/")),
            Key(new ElvisProvider(Credential, new ElvisOptions()), new Uri("http://service.example.com/")),
            Key(new FourWayShopProvider(Credential, new FourWayShopOptions())),
            Key(new FourWayShopProvider(Credential, new FourWayShopOptions { CompanyId = "A" })),
            Key(new FourWayShopProvider(Credential, new FourWayShopOptions { CompanyId = "B" })),
            Key(new FourWayShopProvider(Credential, new FourWayShopOptions { SiteId = 1 })),
            Key(new FourWayShopProvider(Credential, new FourWayShopOptions { AuthenticationMode = FourWayShopAuthenticationMode.Cookie })),
            Key(new FourWayShopProvider(Credential, new FourWayShopOptions { LoginPath = "login" })),
            Key(new FourWayShopProvider(Credential, new FourWayShopOptions { LoginBody = new Dictionary<string, object?> { ["tenant"] = "x" } })),
            Key(TestSession.SolutionsByText()),
            Key(TestSession.SolutionsByText(SbtTokenExpiration.Never)),
            Key(TestSession.SolutionsByText(key: "another")),
        ];

        Assert.Equal(keys.Length, keys.Distinct().Count());
    }

    [Fact]
    [Scenario(12)]
    public void The_same_login_has_the_same_key_in_every_process() => Assert.Equal(
        Key(new ElvisProvider(Credential, new ElvisOptions())), Key(new ElvisProvider(ApiCredential.FromPassword("ada", "secret"), new ElvisOptions())));

    [Fact]
    [Scenario(69)]
    public void Its_text_says_nothing_of_what_it_was_made_of() =>
        Assert.Matches("^[0-9a-f]{40}$", Key(new ElvisProvider(Credential, new ElvisOptions())));

    private static string Key(ApiProvider provider, Uri? server = null) =>
        TokenCacheKey.Create(provider.Name, server ?? Server, provider.TokenKind, provider.TryGetCredential()!);
}
