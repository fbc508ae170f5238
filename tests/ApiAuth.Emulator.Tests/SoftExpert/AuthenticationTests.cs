using System.Text;
using ApiAuth.Emulator.Hosting;

namespace ApiAuth.Emulator.Tests.SoftExpert;

public sealed class AuthenticationTests : EmulatorTest
{
    private const string Employees = "/apigateway/v1/dataset-integration/employees";
    private const string Message = "Valid GatewayJWT not found in the request or user is blocked!";

    private string Key => Emulator.State.Accounts.SoftExpert[0].ApiKey!;

    private IEmulatedService Service => Emulator.State.FindService("SoftExpert")!;

    [Fact]
    public async Task The_bare_key_is_accepted()
    {
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Key));
        Assert.Equal("softexpert-integration-1", LastRequest.TokenId);
    }

    [Fact]
    public void The_default_key_is_a_JWT_of_HS256_with_the_claims_that_real_keys_have()
    {
        string[] parts = Key.Split('.');

        Assert.Equal("HS256", Decode(parts[0]).GetProperty("alg").GetString());
        JsonElement claims = Decode(parts[1]);
        Assert.Equal(["iat", "exp", "idlogin"], Names(claims));
        Assert.Equal("integration", claims.GetProperty("idlogin").GetString());
        Assert.Equal(5 * 365 * 86400, claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64());
    }

    [Fact]
    public async Task A_missing_key_is_answered_with_the_message_as_text()
    {
        HttpResponseMessage response = await GetAsync(Employees);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(Message, await TextAsync(response));
    }

    [Fact]
    public async Task The_dataset_shape_of_401_is_a_setting()
    {
        Emulator.State.Settings = new EmulatorSettings { SoftExpert = new() { DatasetErrorsAsJson = true } };

        JsonElement error = await JsonAsync(await GetAsync(Employees));

        Assert.Equal(Message, error.GetProperty("message").GetString());
        Assert.Equal(401, error.GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task A_changed_key_is_refused() => Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(Key[..^1] + "A"));

    [Fact]
    public async Task A_key_dies_after_five_years()
    {
        Time.SetUtcNow(new DateTimeOffset(2030, 12, 30, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Key));

        Time.SetUtcNow(new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(Key));
    }

    [Fact]
    public async Task Bearer_is_refused_on_datasets_and_documents_and_accepted_for_workflow()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync($"Bearer {Key}"));
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await PostAsync("/apigateway/v1/document/view", Json(new { iddocument = "DOC-1" }), ("Authorization", $"Bearer {Key}"))).StatusCode);

        HttpResponseMessage response = await PostAsync(
            "/apigateway/se/ws/wf_ws.php", new StringContent(Workflow.Envelope("getWorkflow")), ("Authorization", $"Bearer {Key}"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("integration", "Integr@tion-1")]
    [InlineData(@"ACME\integration", "Integr@tion-1")]
    [InlineData(Unicode, UnicodePassword)]
    public async Task Basic_takes_the_login_with_or_without_domain(string login, string password) =>
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Basic(login, password)));

    [Theory]
    [InlineData("integration", "wrong")]
    [InlineData(@"OTHER\integration", "Integr@tion-1")]
    [InlineData("blocked", "Blocked-1")]
    public async Task Basic_refuses_what_is_wrong_or_blocked(string login, string password) =>
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(Basic(login, password)));

    [Fact]
    public async Task Basic_can_be_switched_off()
    {
        Emulator.State.Settings = new EmulatorSettings { SoftExpert = new() { BasicEnabled = false } };

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(Basic("integration", "Integr@tion-1")));
    }

    [Fact]
    public async Task The_key_of_a_blocked_user_is_refused_until_the_user_is_unblocked()
    {
        Assert.True(Service.SetBlocked("integration", true));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(Key));

        Assert.True(Service.SetBlocked("integration", false));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Key));
    }

    [Fact]
    public async Task A_rotated_key_replaces_the_old_one()
    {
        string rotated = Service.RotateKey(Key)!;

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(Key));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(rotated));
        Assert.Equal("softexpert-integration-2", LastRequest.TokenId);
    }

    [Fact]
    public async Task Ended_keys_are_refused_until_they_are_rotated()
    {
        Assert.Equal(2, Service.EndTokens(TokenEnd.Expired));

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(Key));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Service.RotateKey(Key)!));
    }

    [Fact]
    public async Task The_only_licence_being_taken_is_403()
    {
        Emulator.State.Settings = new EmulatorSettings { SoftExpert = new() { SingleLicenceTaken = true } };

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(Key));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("wrong"));
    }

    [Fact]
    public async Task The_eleventh_request_in_a_second_is_429_and_the_next_second_is_free()
    {
        for (int request = 1; request <= 10; request++)
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(Key));
        }

        HttpResponseMessage refused = await GetAsync(Employees, ("Authorization", Key));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Null(refused.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Basic(Unicode, UnicodePassword)));

        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Key));
    }

    [Fact]
    public async Task Retry_After_on_429_is_a_setting()
    {
        Emulator.State.Settings = new EmulatorSettings { SoftExpert = new() { RequestsPerSecond = 0, RetryAfterOn429 = true } };

        HttpResponseMessage refused = await GetAsync(Employees, ("Authorization", Key));

        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task The_rate_limit_can_be_switched_off()
    {
        Emulator.State.Settings = new EmulatorSettings { SoftExpert = new() { RequestsPerSecond = 0, RateLimitEnabled = false } };

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Key));
    }

    private static JsonElement Decode(string part) => JsonSerializer.Deserialize<JsonElement>(System.Buffers.Text.Base64Url.DecodeFromChars(part));

    private static string Basic(string login, string password) => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login}:{password}"))}";

    private async Task<HttpStatusCode> StatusAsync(string authorization) => (await GetAsync(Employees, ("Authorization", authorization))).StatusCode;
}
