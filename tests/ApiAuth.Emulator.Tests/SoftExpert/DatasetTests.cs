namespace ApiAuth.Emulator.Tests.SoftExpert;

public sealed class DatasetTests : EmulatorTest
{
    private (string, string) Key => ("Authorization", Emulator.State.Accounts.SoftExpert[0].ApiKey!);

    [Fact]
    public async Task Employees_has_25_rows_with_empty_strings_for_null_and_milliseconds_for_dates()
    {
        JsonElement rows = await JsonAsync(await GetAsync("/apigateway/v1/dataset-integration/employees", Key));

        Assert.Equal(25, rows.GetArrayLength());
        Assert.Equal("", rows[0].GetProperty("left").GetString());
        Assert.Equal(new DateTime(2020, 1, 2), DateTimeOffset.FromUnixTimeMilliseconds(rows[0].GetProperty("hired").GetInt64()).DateTime);
        Assert.Equal("dataset", LastRequest.Operation);
        Assert.Equal("SoftExpert", LastRequest.Service);
    }

    [Fact]
    public async Task Post_filters_by_its_members()
    {
        JsonElement rows = await JsonAsync(await PostAsync("/apigateway/v1/dataset-integration/employees", Json(new { department = "Légal" }), Key));

        Assert.Equal(5, rows.GetArrayLength());
        Assert.All(rows.EnumerateArray(), row => Assert.Equal("Légal", row.GetProperty("department").GetString()));
    }

    [Theory]
    [InlineData("?rows=123", 123)]
    [InlineData("?rows=10001", 10_000)]
    [InlineData("", 10_000)]
    public async Task Big_has_the_rows_asked_for_but_never_more_than_ten_thousand(string query, int expected)
    {
        JsonElement rows = await JsonAsync(await GetAsync($"/apigateway/v1/dataset-integration/big{query}", Key));

        Assert.Equal(expected, rows.GetArrayLength());
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("many")]
    public async Task Big_takes_numbers_only(string rows) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await GetAsync($"/apigateway/v1/dataset-integration/big?rows={rows}", Key)).StatusCode);

    [Fact]
    public async Task Ids_are_case_sensitive() =>
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("/apigateway/v1/dataset-integration/Employees", Key)).StatusCode);

    [Theory]
    [InlineData("[", "application/json")]
    [InlineData("[]", "application/json")]
    [InlineData("{}", "text/plain")]
    public async Task A_body_that_is_no_JSON_object_is_400(string body, string type) => Assert.Equal(
        HttpStatusCode.BadRequest, (await PostAsync("/apigateway/v1/dataset-integration/employees", new StringContent(body, null, type), Key)).StatusCode);

    [Fact]
    public async Task Document_view_wraps_the_document_in_return()
    {
        JsonElement answer = await JsonAsync(await PostAsync("/apigateway/v1/document/view", Json(new { iddocument = "DOC-7" }), Key));

        Assert.Equal("DOC-7", answer.GetProperty("return").GetProperty("iddocument").GetString());
    }

    [Theory]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    [InlineData("""{"idDocument":"DOC-7"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"iddocument":7}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"iddocument":"NONE"}""", HttpStatusCode.NotFound)]
    public async Task Document_view_refuses_what_does_not_exist(string body, HttpStatusCode expected) =>
        Assert.Equal(expected, (await PostAsync("/apigateway/v1/document/view", JsonText(body), Key)).StatusCode);
}
