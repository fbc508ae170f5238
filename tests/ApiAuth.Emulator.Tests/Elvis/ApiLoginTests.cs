using ApiAuth.Emulator.Hosting;

namespace ApiAuth.Emulator.Tests.Elvis;

public sealed class ApiLoginTests : ElvisTest
{
    [Fact]
    public async Task Success_is_answered_as_documented()
    {
        JsonElement answer = await JsonAsync(await ApiLoginAsync("guest", "guest"));

        Assert.Equal(["loginSuccess", "serverVersion", "authToken"], Names(answer));
        Assert.True(answer.GetProperty("loginSuccess").GetBoolean());
        Assert.Equal("6.7.0.0", answer.GetProperty("serverVersion").GetString());
        Assert.Equal("login", LastRequest.Operation);
        Assert.Equal("elvis-1", LastRequest.TokenId);
    }

    [Theory]
    [InlineData("guest", "wrong")]
    [InlineData("nobody", "guest")]
    [InlineData("blocked", "blocked")]
    public async Task Failure_is_answered_as_documented_with_HTTP_200(string userName, string password)
    {
        Emulator.State.Settings = new EmulatorSettings { Elvis = new() { ServerVersion = "6.3.0.1" } };

        HttpResponseMessage response = await ApiLoginAsync(userName, password);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            """{"loginSuccess":false,"loginFaultMessage":"Invalid username or password","serverVersion":"6.3.0.1"}""", await TextAsync(response));
    }

    [Theory]
    [InlineData("guest", "guest")]
    [InlineData(Unicode, UnicodePassword)]
    public async Task Parameters_come_by_query_form_or_multipart(string userName, string password)
    {
        string query = $"?username={Uri.EscapeDataString(userName)}&password={Uri.EscapeDataString(password)}";
        using MultipartFormDataContent multipart = new() { { new StringContent(userName), "username" }, { new StringContent(password), "password" } };

        Assert.True(await SucceedsAsync(await PostAsync($"/services/apilogin{query}")));
        Assert.True(await SucceedsAsync(await ApiLoginAsync(userName, password)));
        Assert.True(await SucceedsAsync(await PostAsync("/services/apilogin", multipart)));
    }

    [Theory]
    [InlineData("Origin", "https://example.com")]
    [InlineData("Referer", "https://example.com/page")]
    [InlineData("User-Agent", "Mozilla/5.0 (X11)")]
    public async Task A_browser_is_refused(string header, string value)
    {
        JsonElement error = await JsonAsync(await PostAsync("/services/apilogin?username=guest&password=guest", null, (header, value)));

        Assert.Equal(403, error.GetProperty("errorcode").GetInt32());
    }

    [Fact]
    public async Task Without_a_token_the_error_comes_in_HTTP_200()
    {
        HttpResponseMessage response = await PostAsync("/services/profile");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(NotLoggedIn, await TextAsync(response));
    }

    [Fact]
    public async Task Real_statuses_are_a_setting_and_may_be_asked_for()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync("/services/profile?sendServiceErrorAsJson=false")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync("/services/profile", Form(("sendServiceErrorAsJson", "false")))).StatusCode);

        Emulator.State.Settings = new EmulatorSettings { Elvis = new() { ErrorsAsJson = false } };

        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync("/services/profile")).StatusCode);
    }

    [Fact]
    public async Task The_error_name_is_a_setting()
    {
        Emulator.State.Settings = new EmulatorSettings { Elvis = new() { IncludeErrorName = true } };

        JsonElement error = await JsonAsync(await PostAsync("/services/profile"));

        Assert.Equal("AuthenticationCredentialsNotFoundException", error.GetProperty("errorname").GetString());
    }

    [Theory]
    [InlineData(60)]
    [InlineData(30)]
    public async Task A_token_lives_its_time_and_calls_do_not_prolong_it(int minutes)
    {
        Emulator.State.Settings = new EmulatorSettings { Elvis = new() { TokenLifetimeMinutes = minutes } };
        (string, string) bearer = await BearerAsync();

        Time.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
        Assert.Contains("guest@example.com", await ProfileAsync(bearer), StringComparison.Ordinal);
        await GetAsync("/alive.txt?uid=1", bearer);

        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(NotLoggedIn, await ProfileAsync(bearer));
        Assert.Equal("elvis-1", LastRequest.TokenId);
    }

    [Fact]
    public async Task Logout_ends_the_token()
    {
        (string, string) bearer = await BearerAsync();

        Assert.Equal("""{"logoutSuccess":true}""", await TextAsync(await PostAsync("/services/logout", null, bearer)));

        Assert.Equal(NotLoggedIn, await ProfileAsync(bearer));
    }

    [Fact]
    public async Task Whether_logout_ends_the_token_is_a_setting()
    {
        Emulator.State.Settings = new EmulatorSettings { Elvis = new() { LogoutRevokesToken = false } };
        (string, string) bearer = await BearerAsync();

        await PostAsync("/services/logout", null, bearer);

        Assert.NotEqual(NotLoggedIn, await ProfileAsync(bearer));
    }

    [Fact]
    public async Task A_user_without_an_API_licence_has_one_session_if_so_set()
    {
        Assert.True(await SucceedsAsync(await ApiLoginAsync("pro", "pro-Passw0rd")));
        Assert.True(await SucceedsAsync(await ApiLoginAsync("pro", "pro-Passw0rd")));
        Emulator.State.EndTokens(TokenEnd.Expired);
        Emulator.State.Settings = new EmulatorSettings { Elvis = new() { OneSessionPerNonApiUser = true } };
        (string, string) first = await BearerAsync("pro", "pro-Passw0rd");

        JsonElement refused = await JsonAsync(await ApiLoginAsync("pro", "pro-Passw0rd"));
        Assert.Equal("No license available", refused.GetProperty("loginFaultMessage").GetString());
        Assert.True(await SucceedsAsync(await ApiLoginAsync("guest", "guest")));
        Assert.True(await SucceedsAsync(await ApiLoginAsync("guest", "guest")));

        await PostAsync("/services/logout", null, first);
        Assert.True(await SucceedsAsync(await ApiLoginAsync("pro", "pro-Passw0rd")));
    }

    [Fact]
    public async Task Tokens_can_be_ended_and_users_blocked()
    {
        IEmulatedService service = Emulator.State.FindService("Elvis")!;
        (string, string) first = await BearerAsync();
        Assert.Equal(1, service.EndTokens(TokenEnd.Revoked));
        Assert.Equal(NotLoggedIn, await ProfileAsync(first));

        (string, string) second = await BearerAsync();
        Assert.True(service.SetBlocked("guest", true));
        Assert.Equal(NotLoggedIn, await ProfileAsync(second));
        Assert.False(await SucceedsAsync(await ApiLoginAsync("guest", "guest")));
    }

    private static async Task<bool> SucceedsAsync(HttpResponseMessage response) =>
        (await JsonAsync(response)).GetProperty("loginSuccess").GetBoolean();
}
