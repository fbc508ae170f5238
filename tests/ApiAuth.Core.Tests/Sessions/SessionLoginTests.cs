using System.Net;
using ApiAuth.Core.Tests.Support;
using ApiAuth.Emulator;
using ApiAuth.Http;
using ApiAuth.Providers;
using ApiAuth.Providers.FourWayShop;
using ApiAuth.Providers.SoftExpert;
using ApiAuth.Sessions;
using ApiAuth.Tokens;

namespace ApiAuth.Core.Tests.Sessions;

public sealed class SessionLoginTests
{
    private static readonly ApiCredential Old = ApiCredential.FromPassword("ada", "old");
    private static readonly ApiCredential New = ApiCredential.FromPassword("ada", "new");

    [Fact]
    public async Task A_session_whose_token_ran_out_says_so_until_its_next_request()
    {
        var clock = new SteppingClock();
        await using var server = await TestServer.StartAsync();
        using var session = await TestSession.ConnectedAsync(server.Address, TestSession.FourWayShop(), clock);
        Assert.Equal(SessionState.Connected, session.State);

        clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal((SessionState.Expired, TimeSpan.Zero), (session.State, session.ExpiresIn));
        await session.ReadAsync("x");
        Assert.Equal((SessionState.Connected, 2, 1L), (session.State, session.LoginCount, session.RequestCount));
    }

    [Fact]
    [Scenario(13)]
    public async Task A_password_that_was_changed_in_the_vault_is_read_anew_for_the_next_login()
    {
        await using var server = await ServerAsync(accepts: "old");
        string inVault = "old";
        using var session = await ConnectAsync(server, () => ApiCredential.FromPassword("ada", inVault));

        Accept(server, "new");
        inVault = "new";
        await session.RefreshAsync(force: false, TestContext.Current.CancellationToken);

        Assert.Equal(2, session.LoginCount);
    }

    [Fact]
    public async Task A_refused_password_is_not_sent_again_until_the_vault_has_another()
    {
        var clock = new SteppingClock();
        await using var server = await ServerAsync(accepts: "old");
        var inVault = Old;
        using var session = await ConnectAsync(server, () => inVault, clock);
        Accept(server, "new");

        for (int attempt = 0; attempt < 20; attempt++)
        {
            clock.Advance(TimeSpan.FromHours(2));
            Assert.Equal(ApiErrorId.LoginRejected, (await session.FailsAsync("x")).ErrorId);
        }

        Assert.Equal(2, server.Logins);
        inVault = New;
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("""{"ok":true}""", await session.ReadAsync("x"));
        Assert.Equal(3, server.Logins);
        Assert.Equal(SessionState.Connected, session.State);
    }

    [Fact]
    public async Task A_vault_that_is_locked_does_not_end_a_session_whose_password_is_still_good()
    {
        await using var server = await ServerAsync(accepts: "old");
        using var session = await ConnectAsync(server, static () => throw new ArgumentException("The vault is locked."));

        await session.RefreshAsync(force: false, TestContext.Current.CancellationToken);

        Assert.Equal(2, session.LoginCount);
        Assert.Contains("locked", Assert.Single(session.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_the_token_is_replaced_by_the_one_in_the_vault()
    {
        await using var server = await TestServer.StartAsync();
        string accepted = "key-1";
        server.OnRequest = context => TestServer.JsonAsync(context, "{}", context.Request.Headers.Authorization == accepted ? 200 : 401);
        string inVault = "key-1";
        using var session = new ApiSession(
            "test", server.Address, new SoftExpertProvider(ApiCredential.FromKey("key-1")), new ConnectionProfile(), new SteppingClock(),
            options: new SessionOptions { CredentialSource = _ => Task.FromResult<ApiCredential?>(ApiCredential.FromKey(inVault)) });
        await session.ConnectAsync(TestContext.Current.CancellationToken);
        await session.ReadAsync("x");
        accepted = inVault = "key-2";

        Assert.Equal("{}", await session.ReadAsync("x"));
    }

    [Fact]
    [Scenario(13)]
    public async Task A_password_that_changes_during_the_login_is_tried_at_once_and_the_refusal_of_the_old_one_dropped()
    {
        await using var server = await ServerAsync(accepts: "old");
        var inVault = Old;
        using var session = await ConnectAsync(server, () => inVault);
        Accept(server, "new");
        var login = server.OnLogin!;
        server.OnLogin = context =>
        {
            // The vault gets the new one while the login with the old one is on its way.
            inVault = New;
            return login(context);
        };

        await session.RefreshAsync(force: false, TestContext.Current.CancellationToken);

        Assert.Equal(SessionState.Connected, session.State);
        Assert.Equal((3, 2), (server.Logins, session.LoginCount));
    }

    [Fact]
    public async Task A_refused_password_is_sent_again_when_the_user_insists_though_the_vault_holds_no_other()
    {
        var clock = new SteppingClock();
        await using var server = await ServerAsync(accepts: "old");
        using var session = await ConnectAsync(server, static () => Old, clock);
        Accept(server, "nothing, for the user is blocked");
        clock.Advance(TimeSpan.FromDays(1));
        await session.FailsAsync("x");
        Accept(server, "old");

        await Assert.ThrowsAsync<ApiException>(() => session.RefreshAsync(force: false, TestContext.Current.CancellationToken));
        await session.RefreshAsync(force: true, TestContext.Current.CancellationToken);

        Assert.Equal("""{"ok":true}""", await session.ReadAsync("x"));
        Assert.Equal(3, server.Logins);
    }

    [Fact]
    public async Task A_password_that_is_refused_while_its_token_lasts_is_sent_again_when_that_has_ended()
    {
        var clock = new SteppingClock();
        await using var server = await ServerAsync(accepts: "old");
        using var session = await ConnectAsync(server, static () => Old, clock);
        Accept(server, "nothing while the first login lasts");
        await Assert.ThrowsAsync<ApiException>(() => session.RefreshAsync(force: false, TestContext.Current.CancellationToken));
        Accept(server, "old");

        clock.Advance(TimeSpan.FromHours(1));
        server.OnRequest = static context => TestServer.JsonAsync(context, "{}");
        await session.ReadAsync("x");

        Assert.Equal(2, session.LoginCount);
    }

    [Fact]
    public async Task A_key_that_the_service_refuses_shows_as_rejected_while_the_vault_holds_no_other()
    {
        var clock = new SteppingClock();
        await using var server = await TestServer.StartAsync();
        string accepted = "key-1";
        server.OnRequest = context => TestServer.JsonAsync(context, "{}", context.Request.Headers.Authorization == accepted ? 200 : 401);
        using var session = new ApiSession(
            "test", server.Address, new SoftExpertProvider(ApiCredential.FromKey("key-1")), new ConnectionProfile(), clock,
            options: new SessionOptions { CredentialSource = static _ => Task.FromResult<ApiCredential?>(ApiCredential.FromKey("key-1")) });
        await session.ConnectAsync(TestContext.Current.CancellationToken);
        accepted = "key-2";

        Assert.Equal(ApiErrorId.TokenRejected, (await session.FailsAsync("x")).ErrorId);
        Assert.Equal(SessionState.Rejected, session.State);

        accepted = "key-1";
        await session.ReadAsync("x");
        Assert.Equal(SessionState.Connected, session.State);
    }

    [Theory]
    [Scenario(38)]
    [Scenario(69)]
    [InlineData("SoftExpert")]
    [InlineData("SolutionsByText")]
    public async Task A_key_in_the_vault_that_can_not_be_sent_is_told_and_neither_used_nor_shown(string service)
    {
        await using var server = await TestServer.StartAsync();
        var keys = new List<string>();
        string accepted = "key-1";
        server.OnRequest = context =>
        {
            string key = service == "SoftExpert" ? context.Request.Headers.Authorization.ToString() : context.Request.Query["APIKey"].ToString();
            keys.Add(key.Length > 0 ? key : context.Request.Query["securityToken"].ToString());
            return service != "SoftExpert" && key.Length > 0
                ? TestServer.JsonAsync(context, $$$"""{"AuthenticateAPIKeyResult":{"Result":true,"ErrorCode":"1400","SecurityToken":"token-{{{keys.Count}}}"}}""")
                : TestServer.JsonAsync(context, "{}", keys[^1] == accepted ? 200 : 401);
        };
        ApiProvider provider = service == "SoftExpert"
            ? new SoftExpertProvider(ApiCredential.FromKey("key-1"))
            : TestSession.SolutionsByText(SbtTokenExpiration.Never, key: "key-1");
        using var session = new ApiSession(
            "test", server.Address, provider, new ConnectionProfile { MaximumRetryCount = 0 }, TimeProvider.System,
            options: new SessionOptions { CredentialSource = static _ => Task.FromResult<ApiCredential?>(ApiCredential.FromKey("canary-7\ncanary-8")) });
        await session.ConnectAsync(TestContext.Current.CancellationToken);
        accepted = "none";

        var failure = await session.FailsAsync("x");

        Assert.Equal(ApiErrorId.TokenRejected, failure.ErrorId);
        Assert.Contains("key", Assert.Single(session.Warnings), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", failure.ToString() + string.Concat(session.Warnings) + string.Concat(keys), StringComparison.Ordinal);
    }

    [Fact]
    [Scenario(69)]
    public async Task A_session_that_is_over_holds_no_secret_and_leaves_the_users_own_as_they_are()
    {
        await using var server = await TestServer.StartAsync();
        var proxy = new NetworkCredential("proxy-user", "proxy-Passw0rd");
        var provider = new FourWayShopProvider(
            ApiCredential.FromPassword("ada", "Lovelace-1815"),
            new FourWayShopOptions { LoginBody = new Dictionary<string, object?> { ["pin"] = new Secret("pin-1815") } });
        using var session = TestSession.Of(server.Address, provider, profile: new ConnectionProfile { NoProxy = true, ProxyCredential = proxy });
        await session.ConnectAsync(TestContext.Current.CancellationToken);
        var secrets = new SessionSecrets(provider, session.Profile, static () => null);
        Assert.Contains("pin-1815", secrets.All());
        Assert.Contains("proxy-Passw0rd", secrets.All());

        await session.DisconnectAsync(TestContext.Current.CancellationToken);

        Assert.Empty(secrets.All());
        Assert.Equal("proxy-Passw0rd", proxy.Password);
    }

    [Theory]
    [Scenario(57)]
    [InlineData(0, 0)]
    [InlineData(30, 0)]
    [InlineData(300, 1)]
    [InlineData(-86400, 1)]
    public async Task A_clock_that_is_wrong_is_told_and_does_no_harm(int seconds, int warnings)
    {
        await using var emulator = await EmulatorServer.StartAsync(new EmulatorOptions(), TestContext.Current.CancellationToken);
        emulator.State.DateSkew = TimeSpan.FromSeconds(seconds);

        using var session = await TestSession.ConnectedAsync(emulator, TestSession.FourWayShop());
        await session.ReadAsync("api?cmd=brand_v1");

        Assert.Equal(warnings, session.Warnings.Count);
        Assert.Equal(warnings == 1, session.Properties.ContainsKey("ClockSkew"));
        Assert.Equal(1, session.LoginCount);
    }

    private static async Task<TestServer> ServerAsync(string accepts)
    {
        var server = await TestServer.StartAsync();
        Accept(server, accepts);
        return server;
    }

    private static void Accept(TestServer server, string password) => server.OnLogin = async context =>
    {
        using var reader = new StreamReader(context.Request.Body);
        string body = await reader.ReadToEndAsync();
        await (body.Contains($"\"{password}\"", StringComparison.Ordinal) ? server.UsualLoginAsync(context) : TestServer.JsonAsync(context, "{}", 401));
    };

    private static async Task<ApiSession> ConnectAsync(TestServer server, Func<ApiCredential?> vault, TimeProvider? clock = null)
    {
        var session = new ApiSession(
            "test", server.Address, TestSession.FourWayShop(password: "old"), new ConnectionProfile { MaximumRetryCount = 0 }, clock ?? TimeProvider.System,
            options: new SessionOptions { CredentialSource = _ => Task.FromResult(vault()) });
        await session.ConnectAsync(TestContext.Current.CancellationToken);
        return session;
    }
}
