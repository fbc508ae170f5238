using ApiAuth.Emulator.Hosting;

namespace ApiAuth.Emulator.Tests.FourWayShop;

public sealed class LoginTests : FourWayShopTest
{
    [Fact]
    public async Task The_answer_is_that_of_the_documentation()
    {
        JsonElement answer = (await LoginAsync()).Answer;

        Assert.Equal(["username", "companyId", "siteId", "token", "expires", "expiresInMS"], Names(answer));
        Assert.Equal("ada", answer.GetProperty("username").GetString());
        Assert.Equal("ACME", answer.GetProperty("companyId").GetString());
        Assert.Equal(501, answer.GetProperty("siteId").GetInt32());
        Assert.NotEmpty(answer.GetProperty("token").GetString()!);
        Assert.Equal("2026-03-01T12:04:45.000Z", answer.GetProperty("expires").GetString());
        Assert.Equal(285000, answer.GetProperty("expiresInMS").GetInt32());
        Assert.Equal("login", LastRequest.Operation);
    }

    [Theory]
    [InlineData("""{"username":"ada","password":"wrong","companyId":"ACME","siteId":501}""")]
    [InlineData("""{"username":"ada","password":"Lovelace-1815","companyId":"OTHER","siteId":501}""")]
    [InlineData("""{"username":"ada","password":"Lovelace-1815","companyId":"ACME","siteId":502}""")]
    [InlineData("""{"Username":"ada","password":"Lovelace-1815","companyId":"ACME","siteId":501}""")]
    [InlineData("""{"username":"ada","password":"Lovelace-1815","companyId":"ACME","siteId":"501"}""")]
    [InlineData("""{"username":"ada","password":"Lovelace-1815","companyId":7,"siteId":501}""")]
    [InlineData("""{"username":"ada","password":"Lovelace-1815","companyId":"ACME","siteId":501}""", "text/plain")]
    [InlineData("[]")]
    public async Task What_is_wrong_is_answered_access_denied(string body, string type = "application/json")
    {
        HttpResponseMessage response = await PostAsync("/api/login", new StringContent(body, null, type));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("""{"message":"Access Denied."}""", await TextAsync(response));
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_unicode_password_survives() => Assert.Equal(Unicode, (await LoginAsync(Unicode, UnicodePassword)).Answer.GetProperty("username").GetString());

    [Fact]
    public async Task The_login_path_is_a_setting()
    {
        Emulator.State.Settings = new EmulatorSettings { FourWayShop = new() { LoginPath = "/elsewhere/sign-in" } };

        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync("/elsewhere/sign-in", Json(new { }))).StatusCode);
        Assert.Equal("login", LastRequest.Operation);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync("/api/login", Json(new { }))).StatusCode);
    }

    [Fact]
    public async Task A_token_is_good_for_285_seconds_however_much_it_is_used()
    {
        Login login = await LoginAsync();

        Time.Advance(TimeSpan.FromMilliseconds(284_999));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Brands, login.Bearer));

        Time.Advance(TimeSpan.FromMilliseconds(1));
        HttpResponseMessage response = await GetAsync(Brands, login.Bearer);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("""{"message":"Access Denied."}""", await TextAsync(response));
        Assert.Equal("fourwayshop-1", LastRequest.TokenId);
    }

    [Fact]
    public async Task A_cookie_changes_with_each_use()
    {
        Login login = await LoginAsync();

        HttpResponseMessage response = await GetAsync(Brands, ("Cookie", login.Cookies));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        string renewed = Login.CookiesOf(response);
        Assert.NotEqual(login.Cookies, renewed);
        Assert.Equal(login.Cookies.Split(';')[0], renewed.Split(';')[0]);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Brands, ("Cookie", renewed)));
    }

    [Fact]
    public async Task A_replaced_cookie_is_good_for_a_grace_period()
    {
        Login login = await LoginAsync();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Brands, ("Cookie", login.Cookies)));

        Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Brands, ("Cookie", login.Cookies)));

        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(Brands, ("Cookie", login.Cookies)));
    }

    [Fact]
    public async Task Cookies_outlive_the_token_while_they_are_used_and_lapse_when_idle()
    {
        string cookies = (await LoginAsync()).Cookies;
        for (int hour = 0; hour < 9; hour++)
        {
            Time.Advance(TimeSpan.FromMinutes(239));
            HttpResponseMessage response = await GetAsync(Brands, ("Cookie", cookies));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            cookies = Login.CookiesOf(response);
        }

        Time.Advance(TimeSpan.FromMinutes(240));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(Brands, ("Cookie", cookies)));
    }

    [Fact]
    public async Task Cookies_end_at_last_even_if_used()
    {
        Emulator.State.Settings = new EmulatorSettings { FourWayShop = new() { CookieLifetimeMinutes = 10 } };
        Login login = await LoginAsync();

        Time.Advance(TimeSpan.FromMinutes(9));
        HttpResponseMessage used = await GetAsync(Brands, ("Cookie", login.Cookies));
        Assert.Equal(HttpStatusCode.OK, used.StatusCode);

        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(Brands, ("Cookie", Login.CookiesOf(used))));
    }

    [Fact]
    public async Task Logout_ends_token_and_cookies()
    {
        Login login = await LoginAsync();

        Assert.Equal(HttpStatusCode.OK, (await PostAsync("/api/logout", null, login.Bearer)).StatusCode);

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(Brands, login.Bearer));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(Brands, ("Cookie", login.Cookies)));
    }

    [Fact]
    public async Task Tokens_can_be_ended_and_users_blocked()
    {
        IEmulatedService service = Emulator.State.FindService("fourWayShop")!;
        Login login = await LoginAsync();
        Assert.Equal(1, service.EndTokens(TokenEnd.Revoked));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(Brands, login.Bearer));

        Login second = await LoginAsync();
        Assert.True(service.SetBlocked("ada", true));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(Brands, second.Bearer));
        Assert.False(service.SetBlocked("nobody", true));
    }
}
