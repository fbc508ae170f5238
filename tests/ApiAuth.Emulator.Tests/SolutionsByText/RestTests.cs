namespace ApiAuth.Emulator.Tests.SolutionsByText;

public sealed class RestTests : SbtTest
{
    [Fact]
    public async Task The_answer_is_that_of_the_documentation()
    {
        JsonElement answer = await LoginAsync("sbt-key-never");

        Assert.Equal(["Result", "ErrorCode", "Message", "SecurityToken"], Names(answer));
        Assert.True(answer.GetProperty("Result").GetBoolean());
        Assert.Equal(1400, answer.GetProperty("ErrorCode").GetInt32());
        Assert.Equal("Successfully generated securitytoken", answer.GetProperty("Message").GetString());
        Assert.NotEmpty(answer.GetProperty("SecurityToken").GetString()!);
        Assert.Equal("login", LastRequest.Operation);
        Assert.Equal("sbt-1", LastRequest.TokenId);
    }

    [Theory]
    [InlineData("unknown", 1401)]
    [InlineData("", 1402)]
    public async Task A_bad_key_is_a_failure_in_HTTP_200(string key, int code)
    {
        JsonElement answer = await LoginAsync(key);

        Assert.False(answer.GetProperty("Result").GetBoolean());
        Assert.Equal(code, answer.GetProperty("ErrorCode").GetInt32());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("SecurityToken").ValueKind);
    }

    [Fact]
    public async Task A_token_in_the_query_is_accepted()
    {
        JsonElement answer = await LookUpAsync(await TokenAsync("sbt-key-never"));

        Assert.True(answer.GetProperty("Result").GetBoolean());
        Assert.Equal("5551234567", answer.GetProperty("Phone").GetString());
        Assert.Equal("sbt-1", LastRequest.TokenId);
    }

    [Fact]
    public async Task A_wrong_token_is_code_1000()
    {
        JsonElement answer = await LookUpAsync("wrong");

        Assert.False(answer.GetProperty("Result").GetBoolean());
        Assert.Equal(1000, answer.GetProperty("ErrorCode").GetInt32());
        Assert.Equal("Invalid security token", answer.GetProperty("Message").GetString());
    }

    [Theory]
    [InlineData("", "ACME")]
    [InlineData("token", "")]
    public async Task A_missing_token_or_organisation_is_code_1001(string token, string orgCode)
    {
        JsonElement answer = await LookUpAsync(token, orgCode);

        Assert.Equal(1001, answer.GetProperty("ErrorCode").GetInt32());
        Assert.Equal("Title, Organization Code and SecurityToken fields are mandatory", answer.GetProperty("Message").GetString());
    }

    [Fact]
    public async Task Another_organisation_is_refused() => Assert.Equal(1000, await CodeAsync(await TokenAsync("sbt-key-never"), "OTHER"));

    [Fact]
    public async Task Subscribers_status_takes_the_token_too()
    {
        string token = Uri.EscapeDataString(await TokenAsync("sbt-key-never"));

        JsonElement answer = await JsonAsync(
            await GetAsync($"{Sbt.Rest}/SubscriberRSService.svc/GetSubscribersStatus?securityToken={token}&orgCode=ACME&phone=1"));

        Assert.Equal("Active", answer.GetProperty("GetSubscribersStatusResult").GetProperty("Status").GetString());
    }

    [Fact]
    public async Task Paths_match_without_case()
    {
        HttpResponseMessage response = await GetAsync("/sbt.app.setup/rsservices/loginapiservice.svc/authenticateapikey?apikey=sbt-key-never");

        Assert.True((await JsonAsync(response)).GetProperty("AuthenticateAPIKeyResult").GetProperty("Result").GetBoolean());
    }

    [Theory]
    [InlineData(1, 1400)]
    [InlineData(100, 1400)]
    [InlineData(101, 1003)]
    [InlineData(0, 1003)]
    public async Task A_message_goes_to_at_most_100_recipients(int recipients, int code) =>
        Assert.Equal(code, await SendMessageAsync(await TokenAsync("sbt-key-never"), recipients));

    [Fact]
    public async Task The_eleventh_send_at_once_is_refused()
    {
        Emulator.State.Settings = new EmulatorSettings { SolutionsByText = new() { SendMilliseconds = 1000 } };
        string token = await TokenAsync("sbt-key-never");
        Task<int>[] sends = [.. Enumerable.Range(0, 10).Select(_ => SendMessageAsync(token, 1))];
        for (int send = 0; send < sends.Length; send++)
        {
            Assert.Equal(TimeSpan.FromSeconds(1), await Time.Timers.ReadAsync(Cancellation));
        }

        Assert.Equal(1003, await SendMessageAsync(token, 1));

        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.All(await Task.WhenAll(sends), code => Assert.Equal(1400, code));
    }

    [Fact]
    public async Task A_body_that_is_no_object_is_400() => Assert.Equal(
        HttpStatusCode.BadRequest, (await PostAsync($"{Sbt.Rest}/MessageRSService.svc/SendMessage", JsonText("{"))).StatusCode);

    private async Task<int> SendMessageAsync(string token, int recipients)
    {
        HttpResponseMessage response = await PostAsync($"{Sbt.Rest}/MessageRSService.svc/SendMessage", Json(new
        {
            securityToken = token,
            orgCode = "ACME",
            message = "Hello",
            sendTo = Enumerable.Repeat("5551234567", recipients),
        }));
        return (await JsonAsync(response)).GetProperty("SendMessageResult").GetProperty("ErrorCode").GetInt32();
    }
}
