namespace ApiAuth.Emulator.Tests.FourWayShop;

public sealed class CommandTests : FourWayShopTest
{
    [Fact]
    public async Task Pages_have_20_rows_unless_told_otherwise_and_say_whether_more_follow()
    {
        Login login = await LoginAsync();

        JsonElement page = await JsonAsync(await GetAsync("/api?cmd=order_v1", login.Bearer));

        Assert.Equal(["valueObjectList", "moreRows", "resultSetLength"], Names(page));
        Assert.Equal(20, page.GetProperty("valueObjectList").GetArrayLength());
        Assert.Equal(20, page.GetProperty("resultSetLength").GetInt32());
        Assert.True(page.GetProperty("moreRows").GetBoolean());
        Assert.Equal("order_v1", LastRequest.Operation);
    }

    [Fact]
    public async Task The_last_of_ten_thousand_orders_has_no_more_rows()
    {
        Login login = await LoginAsync();

        JsonElement page = await JsonAsync(await GetAsync("/api?cmd=order_v1&start=9990&limit=100", login.Bearer));

        Assert.Equal(10, page.GetProperty("resultSetLength").GetInt32());
        Assert.False(page.GetProperty("moreRows").GetBoolean());
        Assert.Equal(10_000, page.GetProperty("valueObjectList")[9].GetProperty("orderId").GetInt32());
    }

    [Fact]
    public async Task Paging_may_be_posted()
    {
        Login login = await LoginAsync();

        JsonElement page = await JsonAsync(await PostAsync("/api?cmd=order_v1", Json(new { start = 5, limit = 2 }), login.Bearer));

        Assert.Equal([6, 7], page.GetProperty("valueObjectList").EnumerateArray().Select(row => row.GetProperty("orderId").GetInt32()));
    }

    [Theory]
    [InlineData("/api?cmd=order_v1&start=-1")]
    [InlineData("/api?cmd=order_v1&limit=many")]
    public async Task Paging_by_what_is_no_number_is_400(string path) =>
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(path, (await LoginAsync()).Bearer));

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"start":"5"}""")]
    [InlineData("""{"start":-1}""")]
    [InlineData("""{"start":5}""", "text/plain")]
    public async Task Paging_by_a_broken_body_is_400(string body, string type = "application/json") => Assert.Equal(
        HttpStatusCode.BadRequest, (await PostAsync("/api?cmd=order_v1", new StringContent(body, null, type), (await LoginAsync()).Bearer)).StatusCode);

    [Fact]
    public async Task Paging_may_be_posted_in_the_query()
    {
        JsonElement page = await JsonAsync(await PostAsync("/api?cmd=order_v1&start=5&limit=1", null, (await LoginAsync()).Bearer));

        Assert.Equal(6, page.GetProperty("valueObjectList")[0].GetProperty("orderId").GetInt32());
    }

    [Fact]
    public async Task A_missing_permission_is_answered_as_documented()
    {
        Login bob = await LoginAsync("bob", "Builder-1999");

        HttpResponseMessage response = await GetAsync("/api?cmd=product_v1", bob.Bearer);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("""{"message":"Operation not allowed, missing permission 'product'"}""", await TextAsync(response));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/api?cmd=order_v1", bob.Bearer));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/api?cmd=product_v1", (await LoginAsync()).Bearer));
    }

    [Fact]
    public async Task Brands_can_be_added_changed_and_read()
    {
        (string, string) bearer = (await LoginAsync()).Bearer;

        await PostAsync("/api?cmd=brand_v1", Json(new { brandCode = "NEW", description = "New" }), bearer);
        await SendAsync(HttpMethod.Patch, "/api?cmd=brand_v1&brandCode=NEW", Json(new { description = "Changed" }), bearer);
        JsonElement brand = (await JsonAsync(await GetAsync("/api?cmd=brand_v1&brandCode=NEW", bearer))).GetProperty("valueObject");

        Assert.Equal("NEW", brand.GetProperty("brandCode").GetString());
        Assert.Equal("Changed", brand.GetProperty("description").GetString());
    }

    [Fact]
    public async Task Brands_refuse_what_cannot_be()
    {
        (string, string) bearer = (await LoginAsync()).Bearer;

        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("/api?cmd=brand_v1", Json(new { brandCode = "B001", description = "x" }), bearer)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("/api?cmd=brand_v1", Json(new { brandCode = "B9" }), bearer)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("/api?cmd=brand_v1&brandCode=NONE", bearer));
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Patch, "/api?cmd=brand_v1&brandCode=NONE", Json(new { description = "x" }), bearer)).StatusCode);
    }
}
