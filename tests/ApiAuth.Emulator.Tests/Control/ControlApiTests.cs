namespace ApiAuth.Emulator.Tests.Control;

public sealed class ControlApiTests : EmulatorTest
{
    [Fact]
    public async Task The_root_tells_both_addresses()
    {
        JsonElement answer = await JsonAsync(await GetAsync("/_emulator"));

        Assert.Equal(Emulator.BaseAddress, new Uri(answer.GetProperty("baseAddress").GetString()!));
        Assert.Equal(Emulator.OtherOrigin, new Uri(answer.GetProperty("otherOrigin").GetString()!));
    }

    [Fact]
    public async Task The_log_can_be_asked_counted_and_cleared()
    {
        await PostAsync("/services/apilogin?username=guest&password=guest");
        await GetAsync("/services/ping");

        JsonElement entries = await JsonAsync(await GetAsync("/_emulator/log?service=elvis&operation=login&status=200&path=/services/*&since=0&origin=main"));
        JsonElement entry = Assert.Single(entries.EnumerateArray());
        Assert.Equal(
            ["sequence", "time", "origin", "service", "operation", "method", "path", "query", "headers", "body", "bytesReceived", "status", "tokenId", "aborted"],
            Names(entry));
        Assert.Equal("elvis-1", entry.GetProperty("tokenId").GetString());
        Assert.Equal(2, await CountAsync(""));
        Assert.Equal(1, await CountAsync("?operation=ping"));

        await SendAsync(HttpMethod.Delete, "/_emulator/log");
        Assert.Equal(0, await CountAsync(""));
    }

    [Fact]
    public async Task Faults_can_be_added_listed_and_cleared()
    {
        await PostAsync("/_emulator/faults", Json(new { kind = "status", path = "/services/*", status = 503, retryAfter = "7", count = 0 }));
        HttpResponseMessage response = await GetAsync("/services/ping");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(7), response.Headers.RetryAfter?.Delta);
        JsonElement fault = Assert.Single((await JsonAsync(await GetAsync("/_emulator/faults"))).EnumerateArray());
        Assert.Equal("status", fault.GetProperty("kind").GetString());

        await SendAsync(HttpMethod.Delete, "/_emulator/faults");
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/services/ping")).StatusCode);
    }

    [Theory]
    [InlineData("/_emulator/faults", """{"kind":"none"}""")]
    [InlineData("/_emulator/faults", """{"kind":"status","statsu":503}""")]
    [InlineData("/_emulator/faults", """{"path":"*"}""")]
    [InlineData("/_emulator/faults", "{")]
    [InlineData("/_emulator/clock", "null")]
    [InlineData("/_emulator/clock", """{"skewSeconds":1e300}""")]
    [InlineData("/_emulator/clock", """{"skewSeconds":1e12}""")]
    [InlineData("/_emulator/settings", """{"fourWayShop":{"cookieNames":["ONE"]}}""", "PATCH")]
    [InlineData("/_emulator/settings", """{"fourWayShop":{"orders":-1}}""", "PATCH")]
    [InlineData("/_emulator/settings", """{"elvis":{"assets":-1}}""", "PATCH")]
    [InlineData("/_emulator/settings", """{"solutionsByText":{"sendMilliseconds":-2}}""", "PATCH")]
    public async Task What_makes_no_sense_is_400_with_the_reason_and_changes_nothing(string path, string body, string method = "POST")
    {
        EmulatorSettings before = Emulator.State.Settings;

        HttpResponseMessage response = await SendAsync(new HttpMethod(method), path, new StringContent(body));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.NotEmpty((await JsonAsync(response)).GetProperty("message").GetString()!);
        Assert.Same(before, Emulator.State.Settings);
        Assert.Equal(TimeSpan.Zero, Emulator.State.DateSkew);
    }

    [Theory]
    [InlineData("/_emulator/tokens/expire", """{"service":"none"}""")]
    [InlineData("/_emulator/users/block", """{"service":"Elvis","userName":"nobody"}""")]
    [InlineData("/_emulator/keys/rotate", """{"service":"Elvis"}""")]
    public async Task What_is_not_there_is_404(string path, string body) =>
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(path, new StringContent(body))).StatusCode);

    [Theory]
    [InlineData("expire", """{"service":"Elvis"}""", 1)]
    [InlineData("revoke", """{"service":"Elvis"}""", 1)]
    [InlineData("expire", "", 4)]
    public async Task Tokens_can_be_ended_for_one_service_or_all(string how, string body, int count)
    {
        await PostAsync("/services/apilogin?username=guest&password=guest");
        await GetAsync("/SBT.App.SetUp/RSServices/LoginAPIService.svc/AuthenticateAPIKey?APIKey=sbt-key-never");

        JsonElement answer = await JsonAsync(await PostAsync($"/_emulator/tokens/{how}", new StringContent(body)));

        Assert.Equal(count, answer.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Users_can_be_blocked_and_unblocked()
    {
        object user = new { service = "Elvis", userName = "guest" };
        await PostAsync("/_emulator/users/block", Json(user));
        Assert.False(await LoginSucceedsAsync());

        await PostAsync("/_emulator/users/unblock", Json(user));
        Assert.True(await LoginSucceedsAsync());
    }

    [Theory]
    [InlineData("SolutionsByText", "sbt-key-never")]
    [InlineData("SoftExpert", null)]
    public async Task Keys_can_be_rotated(string service, string? key)
    {
        JsonElement answer = await JsonAsync(await PostAsync("/_emulator/keys/rotate", Json(new { service, key })));

        Assert.Equal(service, answer.GetProperty("service").GetString());
        Assert.NotEqual(key ?? Emulator.State.Accounts.SoftExpert[0].ApiKey, answer.GetProperty("key").GetString());
    }

    [Fact]
    public async Task The_clock_shifts_the_Date_header_alone()
    {
        await PostAsync("/_emulator/clock", Json(new { skewSeconds = -300 }));

        HttpResponseMessage response = await GetAsync("/services/ping");

        Assert.Equal(Time.GetUtcNow().AddMinutes(-5), response.Headers.Date);
        Assert.Equal(Time.GetUtcNow(), LastRequest.Time);
    }

    [Fact]
    public async Task A_patch_changes_what_it_names_and_nothing_else()
    {
        JsonElement before = await JsonAsync(await GetAsync("/_emulator/settings"));

        await SendAsync(HttpMethod.Patch, "/_emulator/settings", Json(new { elvis = new { tokenLifetimeMinutes = 30 } }));

        JsonElement after = await JsonAsync(await GetAsync("/_emulator/settings"));
        Assert.Equal(60, before.GetProperty("elvis").GetProperty("tokenLifetimeMinutes").GetInt32());
        Assert.Equal(before.GetRawText().Replace("\"tokenLifetimeMinutes\":60", "\"tokenLifetimeMinutes\":30", StringComparison.Ordinal), after.GetRawText());
        Assert.Equal(30, Emulator.State.Settings.Elvis.TokenLifetimeMinutes);
    }

    [Fact]
    public async Task A_patch_of_what_is_no_setting_is_400_and_changes_nothing()
    {
        EmulatorSettings before = Emulator.State.Settings;

        HttpResponseMessage response = await SendAsync(HttpMethod.Patch, "/_emulator/settings", Json(new { elvis = new { typo = 1 } }));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Same(before, Emulator.State.Settings);
    }

    [Fact]
    public async Task The_accounts_are_told_with_their_passwords()
    {
        JsonElement accounts = await JsonAsync(await GetAsync("/_emulator/accounts"));

        Assert.Equal(["softExpert", "fourWayShop", "solutionsByText", "elvis"], Names(accounts));
        Assert.Equal("Integr@tion-1", accounts.GetProperty("softExpert")[0].GetProperty("password").GetString());
        Assert.Equal("OneDay", accounts.GetProperty("solutionsByText")[2].GetProperty("expiration").GetString());
        Assert.Contains(accounts.GetProperty("elvis").EnumerateArray(), account =>
            account.GetProperty("userName").GetString() == Unicode && account.GetProperty("password").GetString() == UnicodePassword);
    }

    [Fact]
    public async Task Reset_puts_everything_back()
    {
        await PostAsync("/_emulator/faults", Json(new { kind = "status", path = "/nowhere" }));
        await PostAsync("/_emulator/clock", Json(new { skewSeconds = 60 }));
        await PostAsync("/_emulator/users/block", Json(new { service = "Elvis", userName = "guest" }));
        await SendAsync(HttpMethod.Patch, "/_emulator/settings", Json(new { elvis = new { errorsAsJson = false } }));
        string key = Emulator.State.Accounts.SoftExpert[0].ApiKey!;
        await PostAsync("/_emulator/keys/rotate", Json(new { service = "SoftExpert", key }));
        string token = (await JsonAsync(await PostAsync("/services/apilogin?username=pro&password=pro-Passw0rd"))).GetProperty("authToken").GetString()!;
        (string, string) bearer = ("Authorization", $"Bearer {token}");
        await PostAsync("/services/checkout/asset-00001", null, bearer);
        (string, string) shop = ("Authorization", $"Bearer {await ShopTokenAsync()}");
        await SendAsync(HttpMethod.Patch, "/api?cmd=brand_v1&brandCode=B001", Json(new { description = "Changed" }), shop);

        Assert.Equal(HttpStatusCode.OK, (await PostAsync("/_emulator/reset")).StatusCode);

        Assert.Empty(Emulator.Log.Entries);
        Assert.Empty(Emulator.Faults.List());
        Assert.Equal(TimeSpan.Zero, Emulator.State.DateSkew);
        Assert.Equal(new EmulatorSettings().Elvis, Emulator.State.Settings.Elvis);
        Assert.True(await LoginSucceedsAsync());
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/apigateway/v1/dataset-integration/employees", ("Authorization", key))).StatusCode);
        Assert.Contains("\"errorcode\":401", await TextAsync(await GetAsync("/services/profile", bearer)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync("/api?cmd=brand_v1", shop)).StatusCode);

        string guest = (await JsonAsync(await PostAsync("/services/apilogin?username=guest&password=guest"))).GetProperty("authToken").GetString()!;
        JsonElement checkout = await JsonAsync(await PostAsync("/services/checkout/asset-00001", null, ("Authorization", $"Bearer {guest}")));
        Assert.Equal("guest", checkout.GetProperty("checkedOutBy").GetString());
        JsonElement brand = await JsonAsync(await GetAsync("/api?cmd=brand_v1&brandCode=B001", ("Authorization", $"Bearer {await ShopTokenAsync()}")));
        Assert.Equal("Brand 1", brand.GetProperty("valueObject").GetProperty("description").GetString());
    }

    [Fact(Timeout = 30_000)]
    public async Task Shutdown_ends_the_server()
    {
        Task stopped = Emulator.WaitForShutdownAsync();

        await PostAsync("/_emulator/shutdown");

        await stopped.WaitAsync(Cancellation);
    }

    private async Task<string> ShopTokenAsync() => (await JsonAsync(await PostAsync(
        "/api/login", Json(new { username = "ada", password = "Lovelace-1815", companyId = "ACME", siteId = 501 })))).GetProperty("token").GetString()!;

    private async Task<int> CountAsync(string query) =>
        (await JsonAsync(await GetAsync($"/_emulator/log/count{query}"))).GetProperty("count").GetInt32();

    private async Task<bool> LoginSucceedsAsync() =>
        (await JsonAsync(await PostAsync("/services/apilogin?username=guest&password=guest"))).GetProperty("loginSuccess").GetBoolean();
}
