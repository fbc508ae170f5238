namespace ApiAuth.Emulator.Tests.Elvis;

public sealed class ServiceTests : ElvisTest
{
    [Fact]
    public async Task The_profile_has_the_documented_members()
    {
        JsonElement profile = JsonSerializer.Deserialize<JsonElement>(await ProfileAsync(await BearerAsync()));

        Assert.Equal(["username", "fullName", "email", "userZone", "groups", "authorities"], Names(profile));
    }

    [Fact]
    public async Task Search_is_paged()
    {
        (string, string) bearer = await BearerAsync();

        JsonElement page = await JsonAsync(await PostAsync("/services/search", Form(("q", "*"), ("start", "11990"), ("num", "100")), bearer));

        Assert.Equal(["firstResult", "maxResultHits", "totalHits", "hits"], Names(page));
        Assert.Equal(11990, page.GetProperty("firstResult").GetInt32());
        Assert.Equal(100, page.GetProperty("maxResultHits").GetInt32());
        Assert.Equal(12000, page.GetProperty("totalHits").GetInt32());
        Assert.Equal(10, page.GetProperty("hits").GetArrayLength());
        Assert.Equal("asset-12000", page.GetProperty("hits")[9].GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("id:asset-00042", 1)]
    [InlineData("Photo 0004", 10)]
    [InlineData("nothing", 0)]
    public async Task Search_finds_by_id_and_by_name(string query, int total)
    {
        (string, string) bearer = await BearerAsync();

        JsonElement page = await JsonAsync(await GetAsync($"/services/search?q={Uri.EscapeDataString(query)}", bearer));

        Assert.Equal(total, page.GetProperty("totalHits").GetInt32());
        Assert.Equal(total, page.GetProperty("hits").GetArrayLength());
    }

    [Fact]
    public async Task A_page_that_is_no_number_is_an_error() => Assert.Contains(
        "\"errorcode\":400", await TextAsync(await GetAsync("/services/search?num=many", await BearerAsync())), StringComparison.Ordinal);

    [Fact]
    public async Task A_checkout_is_bound_to_user_and_client_id()
    {
        (string, string) mine = await BearerAsync(more: ("clientId", "client-1"));
        (string, string) elsewhere = await BearerAsync(more: ("clientId", "client-2"));
        (string, string) again = await BearerAsync(more: ("clientId", "client-1"));

        JsonElement checkout = await JsonAsync(await PostAsync("/services/checkout/asset-00001", null, mine));
        Assert.Equal(["checkedOut", "checkedOutBy", "checkedOutOnClient"], Names(checkout));
        Assert.Equal(Time.GetUtcNow().ToUnixTimeMilliseconds(), checkout.GetProperty("checkedOut").GetInt64());
        Assert.Equal("guest", checkout.GetProperty("checkedOutBy").GetString());
        Assert.Equal("client-1", checkout.GetProperty("checkedOutOnClient").GetString());

        Assert.Equal(409, await ErrorAsync("/services/checkout/asset-00001", elsewhere));
        Assert.Equal(403, await ErrorAsync("/services/undocheckout/asset-00001", elsewhere));
        Assert.Null(await ErrorAsync("/services/undocheckout/asset-00001", again));
        Assert.Equal(404, await ErrorAsync("/services/undocheckout/asset-00001", again));
        Assert.Equal(404, await ErrorAsync("/services/checkout/asset-99999", again));
    }

    [Fact]
    public async Task A_checkout_without_client_id_says_webclient() => Assert.Equal(
        "webclient",
        (await JsonAsync(await PostAsync("/services/checkout/asset-00001", null, await BearerAsync()))).GetProperty("checkedOutOnClient").GetString());

    [Fact]
    public async Task Ping_answers_without_login() => Assert.Equal(
        """{"state":"running","version":"6.7.0.0","available":true,"server":"Elvis"}""", await TextAsync(await GetAsync("/services/ping")));

    [Fact]
    public async Task Alive_answers_GET_and_POST()
    {
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/alive.txt?uid=1")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync("/alive.txt?uid=2")).StatusCode);
        Assert.Equal("alive", LastRequest.Operation);
    }

    private async Task<int?> ErrorAsync(string path, (string, string) bearer)
    {
        JsonElement answer = await JsonAsync(await PostAsync(path, null, bearer));
        return answer.TryGetProperty("errorcode", out JsonElement code) ? code.GetInt32() : null;
    }
}
