using System.Text;
using ApiAuth.Core.Tests.Support;
using ApiAuth.Emulator;
using ApiAuth.Emulator.Log;
using ApiAuth.Http;
using ApiAuth.Providers;
using ApiAuth.Providers.FourWayShop;
using ApiAuth.Sessions;
using ApiAuth.Storage;
using ApiAuth.Tokens;
using Microsoft.Extensions.Time.Testing;

namespace ApiAuth.Core.Tests.Storage;

public sealed class SessionFileTests : IAsyncLifetime
{
    private static readonly PasswordProtection Protection = new("between us");

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private static readonly ApiRequest Profile = new("services/profile") { Method = HttpMethod.Post };

    private readonly TemporaryFolder _folder = new();
    private EmulatorServer _emulator = null!;

    public static TheoryData<string, string> Services => new()
    {
        { "Elvis", "services/profile" },
        { "ElvisWeb", "services/profile" },
        { "FourWayShop", "api?cmd=brand_v1" },
        { "FourWayShopCookie", "api?cmd=brand_v1" },
        { "Sbt", "SBT.App.SetUp/RSServices/GeneralRSService.svc/GetCarrierLookup?orgCode=ACME&phone=5551234567" },
        { "SoftExpert", "v1/dataset-integration/employees" },
    };

    public async ValueTask InitializeAsync() => _emulator = await EmulatorServer.StartAsync(new EmulatorOptions { TimeProvider = _clock });

    public async ValueTask DisposeAsync()
    {
        await _emulator.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task A_session_goes_on_elsewhere_without_another_login(string service, string address)
    {
        using var session = await TestSession.ConnectedAsync(_emulator, Provider(service), _clock);

        using var other = await HandOverAsync(session, includeCredential: false);
        await other.ReadAsync(new ApiRequest(address) { Method = service.StartsWith("Elvis", StringComparison.Ordinal) ? HttpMethod.Post : HttpMethod.Get });

        Assert.Equal((session.UserName, session.Provider, session.Server), (other.UserName, other.Provider, other.Server));
        Assert.Equal(session.Properties, other.Properties);
        Assert.Equal(service == "SoftExpert" ? 1 : 0, other.LoginCount);
    }

    [Fact]
    public async Task With_the_credential_it_is_renewed_there()
    {
        using var session = await TestSession.ConnectedAsync(_emulator, TestSession.Elvis(), _clock);
        using var other = await HandOverAsync(session, includeCredential: true);
        _clock.Advance(TimeSpan.FromHours(2));

        await other.ReadAsync(new ApiRequest("services/profile") { Method = HttpMethod.Post });

        Assert.Equal(1, other.LoginCount);
    }

    [Fact]
    public async Task What_a_newer_version_says_of_a_session_is_an_error_of_the_file()
    {
        using var session = await TestSession.ConnectedAsync(_emulator, TestSession.FourWayShop(), _clock);
        var snapshot = session.Export(includeCredential: true);
        var newer = snapshot with { Options = new Dictionary<string, string>(snapshot.Options) { [nameof(FourWayShopAuthenticationMode)] = "Passkey" } };

        var failure = Assert.Throws<ApiException>(() => newer.Open("x", _clock));

        Assert.Equal(ApiErrorId.InvalidSessionFile, failure.ErrorId);
        Assert.Null(failure.InnerException);
    }

    [Fact]
    public async Task Without_the_credential_its_end_is_an_error_that_says_why()
    {
        using var session = await TestSession.ConnectedAsync(_emulator, TestSession.Elvis(), _clock);
        using var other = await HandOverAsync(session, includeCredential: false);
        _clock.Advance(TimeSpan.FromHours(2));

        var failure = await other.FailsAsync(new ApiRequest("services/profile") { Method = HttpMethod.Post });

        Assert.Equal(ApiErrorId.TokenRejected, failure.ErrorId);
        Assert.Contains("-IncludeCredential", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void The_body_of_a_login_comes_back_as_it_was_with_its_secrets()
    {
        var body = new Dictionary<string, object?>
        {
            ["user"] = "{UserName}", ["pin"] = new Secret("1234"), ["site"] = 501L, ["keep"] = true, ["none"] = null,
        };
        var provider = new FourWayShopProvider(ApiCredential.FromPassword("ada", "secret"), new FourWayShopOptions { LoginBody = body });

        var options = provider.Options.Concat(provider.LoginOptions).ToDictionary();
        var restored = ProviderFactory.TryCreate("FourWayShop", ApiCredential.FromPassword("ada", "secret"), options)!;

        Assert.Equal(provider.Options, restored.Options);
        Assert.Equal(provider.LoginOptions, restored.LoginOptions);
        Assert.Contains("1234", options["LoginBody"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_of_the_body_of_the_login_renews_it_there()
    {
        using var session = await TestSession.ConnectedAsync(_emulator, WithSecretBody(), _clock);
        using var other = await HandOverAsync(session, includeCredential: true);
        _clock.Advance(TimeSpan.FromHours(2));

        await other.ReadAsync("api?cmd=brand_v1");

        Assert.Equal(1, other.LoginCount);
    }

    [Fact]
    public async Task What_only_a_login_needs_goes_along_with_the_credential_alone()
    {
        using var session = await TestSession.ConnectedAsync(_emulator, WithSecretBody(), _clock, WithProxyCredential);

        var with = SessionFile.Read(SessionFile.Write(session.Export(includeCredential: true), Protection), Protection);
        var without = SessionFile.Read(SessionFile.Write(session.Export(includeCredential: false), Protection), Protection);

        Assert.Contains("ACME", with.Options["LoginBody"], StringComparison.Ordinal);
        Assert.False(without.Options.ContainsKey("LoginBody"));
        Assert.Equal(("ada", "proxy-Passw0rd", ""), (with.Profile.ProxyCredential!.UserName, with.Profile.ProxyCredential.Password, with.Profile.ProxyCredential.Domain));
        Assert.Null(without.Profile.ProxyCredential);
    }

    [Fact]
    public async Task The_users_own_probe_goes_along()
    {
        using var session = Session(new SessionOptions { Probe = new ApiRequest("services/ping") });

        using var other = await HandOverAsync(await ConnectedAsync(session), includeCredential: false);

        Assert.Equal("services/ping", other.Probe?.Uri);
    }

    [Fact]
    [Scenario(19)]
    public async Task What_is_shared_is_shared_there_and_not_logged_out()
    {
        using var session = Session(new SessionOptions { TokenStore = Store(), TokenCache = TokenCacheProtection.None });
        await ConnectedAsync(session);
        var snapshot = SessionFile.Read(SessionFile.Write(session.Export(includeCredential: true), Protection), Protection);
        using var other = await ConnectedAsync(snapshot.Open("other", _clock, Store()));
        _clock.Advance(TimeSpan.FromHours(2));

        await other.ReadAsync(Profile);
        await session.ReadAsync(Profile);
        await other.DisconnectAsync(TestContext.Current.CancellationToken);

        Assert.Equal(TokenCacheProtection.None, snapshot.TokenCache);
        Assert.Equal((1, 1), (session.LoginCount, other.LoginCount));
        Assert.Equal(0, _emulator.Log.Count(new LogFilter { Path = "*/logout" }));
    }

    [Fact]
    [Scenario(69)]
    public async Task Nothing_of_it_can_be_read_without_the_password()
    {
        using var session = await TestSession.ConnectedAsync(_emulator, TestSession.Elvis(user: "pro", password: "pro-Passw0rd"), _clock);

        byte[] file = SessionFile.Write(session.Export(includeCredential: true), Protection);

        string text = Encoding.Latin1.GetString(file);
        string token = (await session.GetTokenAsync(TestContext.Current.CancellationToken)).Reveal();
        Assert.All([token, "pro-Passw0rd", "pro", "Elvis"], secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_password_a_damaged_file_and_another_form_are_errors()
    {
        using var session = await TestSession.ConnectedAsync(_emulator, TestSession.Elvis(), _clock);
        byte[] file = SessionFile.Write(session.Export(includeCredential: false), Protection);
        byte[] damaged = [.. file];
        damaged[^1] ^= 1;

        Assert.Equal(ApiErrorId.InvalidSessionFile, Assert.Throws<ApiException>(() => SessionFile.Read(file, new PasswordProtection("other"))).ErrorId);
        Assert.Equal(ApiErrorId.InvalidSessionFile, Assert.Throws<ApiException>(() => SessionFile.Read(damaged, Protection)).ErrorId);
        Assert.Equal(ApiErrorId.InvalidSessionFile, Assert.Throws<ApiException>(() => SessionFile.Read("ApiAuth-Session 2\n"u8, Protection)).ErrorId);
        Assert.Equal(ApiErrorId.InvalidSessionFile, Assert.Throws<ApiException>(() => SessionFile.Read([], Protection)).ErrorId);
    }

    [Theory]
    [InlineData("Elvis", "ElvisLoginMethod", "Telepathy")]
    [InlineData("Elvis", "ClientId", "none")]
    [InlineData("FourWayShop", "SiteId", "99999999999999999999")]
    [InlineData("Teleprinter", "", "")]
    public void What_a_newer_version_wrote_is_an_error_that_says_so(string provider, string option, string value)
    {
        var snapshot = new SessionSnapshot(
            "test", provider, _emulator.BaseAddress, ApiCredential.FromPassword("ada", "secret"),
            new Dictionary<string, string> { [option] = value }, new ConnectionProfile(), Token: null);

        Assert.Equal(ApiErrorId.InvalidSessionFile, Assert.Throws<ApiException>(() => snapshot.Open("other", _clock)).ErrorId);
    }

    private ApiSession Session(SessionOptions options) =>
        new("test", _emulator.BaseAddress, TestSession.Elvis(), new ConnectionProfile { MaximumRetryCount = 0 }, _clock, options);

    private static async Task<ApiSession> ConnectedAsync(ApiSession session)
    {
        await session.ConnectAsync(TestContext.Current.CancellationToken);
        return session;
    }

    private FileTokenStore Store() => new(_folder["tokens"], new NoProtection(), _clock);

    private async Task<ApiSession> HandOverAsync(ApiSession session, bool includeCredential)
    {
        byte[] file = SessionFile.Write(session.Export(includeCredential), Protection);
        var other = SessionFile.Read(file, Protection).Open("other", _clock);
        await other.ConnectAsync(TestContext.Current.CancellationToken);
        return other;
    }

    private static ConnectionProfile WithProxyCredential => new() { MaximumRetryCount = 0, ProxyCredential = new System.Net.NetworkCredential("ada", "proxy-Passw0rd") };

    private static FourWayShopProvider WithSecretBody() => new(ApiCredential.FromPassword("ada", "Lovelace-1815"), new FourWayShopOptions
    {
        LoginBody = new Dictionary<string, object?> { ["username"] = "{UserName}", ["password"] = "{Password}", ["companyId"] = new Secret("ACME"), ["siteId"] = 501 },
    });

    private static ApiProvider Provider(string service) => service switch
    {
        "Elvis" => TestSession.Elvis(),
        "ElvisWeb" => TestSession.Elvis(ElvisLoginMethod.Web),
        "FourWayShop" => TestSession.FourWayShop(),
        "FourWayShopCookie" => TestSession.FourWayShop(FourWayShopAuthenticationMode.Cookie),
        "Sbt" => TestSession.SolutionsByText(),
        _ => TestSession.SoftExpert(),
    };
}
