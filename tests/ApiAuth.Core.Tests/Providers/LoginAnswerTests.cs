using System.Text;
using ApiAuth.Core.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace ApiAuth.Core.Tests.Providers;

public sealed class LoginAnswerTests : IAsyncLifetime
{
    private TestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    [Scenario(33)]
    public async Task A_web_page_is_named_as_one_and_shown_without_secrets()
    {
        Answer(
            "<html><head><meta name='csrf-token' content='canary-7'></head><body>Sign in<input name=\"password\" value=\"canary-7\"><input value=canary-7 type=password></body></html>",
            "text/html");

        var failure = await FailAsync();

        Assert.Equal(ApiErrorId.InvalidResponse, failure.ErrorId);
        Assert.Contains("web page", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Sign in", failure.ResponseExcerpt, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", failure + failure.ResponseExcerpt, StringComparison.Ordinal);
    }

    [Theory]
    [Scenario(34)]
    [InlineData("text/plain")]
    [InlineData("application/vnd.service+json")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("application/json; charset=nonsense")]
    [InlineData(null)]
    public async Task JSON_is_read_by_what_it_is_and_not_by_what_it_is_called(string? contentType)
    {
        Answer("""{"token":"abc"}""", contentType);

        using var session = await TestSession.ConnectedAsync(_server.Address, TestSession.FourWayShop());

        Assert.Equal("abc", (await session.GetTokenAsync(TestContext.Current.CancellationToken)).Reveal());
    }

    [Fact]
    [Scenario(34)]
    public async Task A_byte_order_mark_is_passed_over()
    {
        Answer("\uFEFF{\"token\":\"abc\"}", "application/json");

        using var session = await TestSession.ConnectedAsync(_server.Address, TestSession.FourWayShop());

        Assert.Equal("abc", (await session.GetTokenAsync(TestContext.Current.CancellationToken)).Reveal());
    }

    [Theory]
    [Scenario(35)]
    [Scenario(36)]
    [Scenario(37)]
    [InlineData("""{"token":"abc","token":"def"}""")]
    [InlineData("""{"token":null}""")]
    [InlineData("""{"token":12345}""")]
    [InlineData("""{"token":""}""")]
    [InlineData("""{"token":NaN}""")]
    [InlineData("""{}""")]
    [InlineData("""["abc"]""")]
    [InlineData("")]
    [InlineData("""{"token":"a\r\nX-Evil: 1"}""")]
    [InlineData("""{"token":"a\u0000b"}""")]
    [InlineData("""{"token":"t\u00f6ken"}""")]
    [InlineData("""{"token":"two words"}""")]
    [InlineData("""{"token":"abc","expiresInMS":"soon"}""")]
    public async Task A_token_that_is_none_is_an_error_and_not_sent(string json)
    {
        Answer(json, "application/json");

        Assert.Equal(ApiErrorId.InvalidResponse, (await FailAsync()).ErrorId);
        Assert.Equal(0, _server.Requests);
    }

    [Fact]
    [Scenario(36)]
    public async Task Depth_beyond_measure_is_an_error()
    {
        Answer($$"""{"token":"abc","x":{{new string('[', 100_000)}}""", "application/json");

        Assert.Equal(ApiErrorId.InvalidResponse, (await FailAsync()).ErrorId);
    }

    [Theory]
    [Scenario(11)]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("9223372036854775807")]
    [InlineData("-9223372036854775808")]
    [InlineData("1e400")]
    [InlineData("285000.5")]
    [InlineData("null")]
    public async Task A_lifetime_that_is_none_is_left_to_the_service(string milliseconds)
    {
        _server.ExpiresInMs = milliseconds;
        using var session = await TestSession.ConnectedAsync(_server.Address, TestSession.FourWayShop());

        for (int request = 0; request < 20; request++)
        {
            await session.ReadAsync("x");
        }

        Assert.Equal(1, _server.Logins);
    }

    [Theory]
    [InlineData(401, ApiErrorId.LoginRejected)]
    [InlineData(403, ApiErrorId.PermissionDenied)]
    [InlineData(429, ApiErrorId.RateLimited)]
    [InlineData(500, ApiErrorId.LoginFailed)]
    public async Task The_status_of_a_login_says_what_became_of_it(int status, string errorId)
    {
        _server.OnLogin = context => TestServer.JsonAsync(context, "{}", status);

        var failure = await FailAsync();

        Assert.Equal(errorId, failure.ErrorId);
        Assert.Equal(status, failure.StatusCode);
    }

    private void Answer(string body, string? contentType) => _server.OnLogin = context =>
    {
        context.Response.ContentType = contentType;
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body), context.RequestAborted).AsTask();
    };

    private Task<ApiException> FailAsync() =>
        Assert.ThrowsAsync<ApiException>(() => TestSession.ConnectedAsync(_server.Address, TestSession.FourWayShop()));
}
