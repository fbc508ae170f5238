using System.Text;

namespace ApiAuth.Emulator.Tests.Elvis;

public sealed class WebLoginTests : ElvisTest
{
    [Fact]
    public async Task The_answer_has_a_csrf_token_and_the_cookie_the_token()
    {
        HttpResponseMessage response = await PostAsync("/services/login", Form(("username", "guest"), ("password", "guest")));

        JsonElement answer = await JsonAsync(response);
        Assert.Equal(["loginSuccess", "serverVersion", "csrfToken", "userProfile", "loginFaultMessage"], Names(answer));
        Assert.NotEmpty(answer.GetProperty("csrfToken").GetString()!);
        Assert.StartsWith("authToken=eyJ", response.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
        Assert.Equal("login", LastRequest.Operation);
    }

    [Fact]
    public async Task Cred_is_user_name_and_password_in_base64_and_the_profile_comes_on_demand()
    {
        string cred = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Unicode}:{UnicodePassword}"));

        JsonElement answer = await JsonAsync(await PostAsync("/services/login", Form(("cred", cred), ("returnProfile", "true"))));

        Assert.Equal(Unicode, answer.GetProperty("userProfile").GetProperty("username").GetString());
    }

    [Theory]
    [InlineData("cred", "no base64")]
    [InlineData("username", "guest")]
    public async Task What_is_wrong_is_a_login_fault(string name, string value)
    {
        JsonElement answer = await JsonAsync(await PostAsync("/services/login", Form((name, value))));

        Assert.False(answer.GetProperty("loginSuccess").GetBoolean());
        Assert.Equal("Invalid username or password", answer.GetProperty("loginFaultMessage").GetString());
    }

    [Fact]
    public async Task A_POST_needs_cookie_and_csrf_token_and_a_GET_the_cookie()
    {
        (string Cookie, string Csrf) session = await LoginAsync();

        Assert.Contains("guest@example.com", await ProfileAsync(("Cookie", session.Cookie), ("X-CSRF-TOKEN", session.Csrf)), StringComparison.Ordinal);
        Assert.Contains("\"errorcode\":403", await ProfileAsync(("Cookie", session.Cookie)), StringComparison.Ordinal);
        Assert.Contains("\"errorcode\":403", await ProfileAsync(("Cookie", session.Cookie), ("X-CSRF-TOKEN", "wrong")), StringComparison.Ordinal);
        Assert.Equal(NotLoggedIn, await ProfileAsync(("X-CSRF-TOKEN", session.Csrf)));
        Assert.Contains("guest@example.com", await TextAsync(await GetAsync("/services/profile", ("Cookie", session.Cookie))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/alive.txt?uid=1")]
    [InlineData("/services/ping?uid=1")]
    public async Task Keeping_alive_renews_the_cookie(string path)
    {
        (string Cookie, string Csrf) session = await LoginAsync();
        Time.Advance(TimeSpan.FromMinutes(59));

        HttpResponseMessage alive = await GetAsync(path, ("Cookie", session.Cookie));

        string renewed = CookieOf(alive);
        Time.Advance(TimeSpan.FromMinutes(59));
        Assert.NotEqual(NotLoggedIn, await ProfileAsync(("Cookie", renewed), ("X-CSRF-TOKEN", session.Csrf)));
        Assert.Equal(NotLoggedIn, await ProfileAsync(("Cookie", session.Cookie), ("X-CSRF-TOKEN", session.Csrf)));
    }

    [Fact]
    public async Task Logout_ends_the_session()
    {
        (string Cookie, string Csrf) session = await LoginAsync();

        await PostAsync("/services/logout", null, ("Cookie", session.Cookie), ("X-CSRF-TOKEN", session.Csrf));

        Assert.Equal(NotLoggedIn, await ProfileAsync(("Cookie", session.Cookie), ("X-CSRF-TOKEN", session.Csrf)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Logout_ends_the_tokens_before_and_after_a_renewal(bool withTheFirst)
    {
        (string Cookie, string Csrf) session = await LoginAsync();
        Time.Advance(TimeSpan.FromMinutes(1));
        string renewed = CookieOf(await GetAsync("/alive.txt?uid=1", ("Cookie", session.Cookie)));

        await PostAsync("/services/logout", null, ("Cookie", withTheFirst ? session.Cookie : renewed), ("X-CSRF-TOKEN", session.Csrf));

        Assert.Equal(NotLoggedIn, await ProfileAsync(("Cookie", session.Cookie), ("X-CSRF-TOKEN", session.Csrf)));
        Assert.Equal(NotLoggedIn, await ProfileAsync(("Cookie", renewed), ("X-CSRF-TOKEN", session.Csrf)));
    }

    [Fact]
    public async Task A_renewed_token_is_of_the_same_login()
    {
        (string Cookie, string Csrf) session = await LoginAsync(("clientType", "api_test"), ("clientId", "client-7"));
        Time.Advance(TimeSpan.FromMinutes(1));

        string renewed = CookieOf(await GetAsync("/alive.txt?uid=1", ("Cookie", session.Cookie)));

        Assert.NotEqual(session.Cookie, renewed);
        JsonElement claims = Claims(renewed);
        Assert.Equal("api_test", claims.GetProperty("clientType").GetString());
        Assert.Equal("client-7", claims.GetProperty("clientId").GetString());
        await ProfileAsync(("Cookie", renewed), ("X-CSRF-TOKEN", session.Csrf));
        Assert.Equal("elvis-1", LastRequest.TokenId);
    }

    private static string CookieOf(HttpResponseMessage response) => response.Headers.GetValues("Set-Cookie").Single().Split(';')[0];

    private async Task<(string Cookie, string Csrf)> LoginAsync(params (string, string)[] more)
    {
        HttpResponseMessage response = await PostAsync("/services/login", Form([("username", "guest"), ("password", "guest"), .. more]));
        return (CookieOf(response), (await JsonAsync(response)).GetProperty("csrfToken").GetString()!);
    }
}
