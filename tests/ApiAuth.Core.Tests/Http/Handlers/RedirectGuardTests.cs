using ApiAuth.Core.Tests.Support;
using ApiAuth.Http;
using ApiAuth.Http.Bodies;

namespace ApiAuth.Core.Tests.Http.Handlers;

public sealed class RedirectGuardTests : IAsyncLifetime
{
    private TestServer _server = null!;
    private TestServer _other = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync();
        _other = await TestServer.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Theory]
    [Scenario(40)]
    [InlineData("{other}x")]
    [InlineData("//localhost:1/x")]
    [InlineData("https://127.0.0.1/x")]
    [InlineData("http://service.example.com/x")]
    [InlineData("ftp://127.0.0.1/x")]
    public async Task Another_origin_gets_nothing_and_the_redirect_is_an_error(string location)
    {
        using var session = await ConnectAsync();
        Redirect(location.Replace("{other}", _other.Address.ToString(), StringComparison.Ordinal));

        var failure = await session.FailsAsync("x");

        Assert.Equal(ApiErrorId.CrossOriginRedirect, failure.ErrorId);
        Assert.Equal(0, _other.Requests);
        Assert.Single(failure.Attempts);
    }

    [Fact]
    [Scenario(40)]
    public async Task A_redirect_that_names_a_user_is_an_error()
    {
        using var session = await ConnectAsync();
        Redirect($"http://mallory@{_server.Address.Authority}/y");

        Assert.Equal(ApiErrorId.CrossOriginRedirect, (await session.FailsAsync("x")).ErrorId);
        Assert.Equal(1, _server.Requests);
    }

    [Theory]
    [Scenario(41)]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_login_is_never_sent_on(int status)
    {
        _server.OnLogin = context =>
        {
            context.Response.Headers.Location = "/api/login?again";
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        };

        var failure = await Assert.ThrowsAsync<ApiException>(ConnectAsync);

        Assert.Equal(ApiErrorId.RequestFailed, failure.ErrorId);
        Assert.Equal(1, _server.Logins);
    }

    [Fact]
    [Scenario(41)]
    public async Task What_a_request_carries_is_not_sent_on()
    {
        using var session = await ConnectAsync();
        Redirect("/y");

        await session.FailsAsync(new ApiRequest("x") { Method = HttpMethod.Post, Body = new BytesBody("{}", BytesBody.Json) });

        Assert.Equal(1, _server.Requests);
    }

    [Fact]
    [Scenario(41)]
    public async Task What_a_GET_carries_is_not_sent_on_either()
    {
        using var session = await ConnectAsync();
        Redirect("/y");

        await session.FailsAsync(new ApiRequest("x") { Body = new BytesBody("{}", BytesBody.Json) });

        Assert.Equal(1, _server.Requests);
    }

    [Fact]
    [Scenario(41)]
    public async Task A_request_that_has_been_done_is_not_to_be_sent_again()
    {
        using var session = await ConnectAsync();
        Redirect("/outcome/7", 303);

        var failure = await session.FailsAsync(new ApiRequest("x") { Method = HttpMethod.Post });

        Assert.Equal(ApiErrorId.RequestFailed, failure.ErrorId);
        Assert.Equal(303, failure.StatusCode);
        Assert.Contains("'/outcome/7'", failure.Message, StringComparison.Ordinal);
        Assert.StartsWith("Don't send it again", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(1, _server.Requests);
    }

    [Fact]
    [Scenario(40)]
    public async Task A_redirect_to_no_address_is_an_error()
    {
        using var session = await ConnectAsync();
        Redirect("//[");

        Assert.Equal(ApiErrorId.InvalidResponse, (await session.FailsAsync("x")).ErrorId);
    }

    [Fact]
    public async Task A_redirect_within_the_origin_is_followed_with_the_token()
    {
        using var session = await ConnectAsync();
        _server.OnRequest = context =>
        {
            context.Response.Headers.Location = "y";
            bool isLast = context.Request.Path == "/a/y" && TestServer.HasToken(context, "token-1");
            return TestServer.JsonAsync(context, "{}", isLast ? 200 : 307);
        };

        Assert.Equal("{}", await session.ReadAsync("a/x"));
    }

    [Theory]
    [Scenario(42)]
    [InlineData("/x")]
    [InlineData("")]
    public async Task A_circle_ends(string location)
    {
        using var session = await ConnectAsync();
        Redirect(location);

        Assert.Equal(ApiErrorId.RequestFailed, (await session.FailsAsync("x")).ErrorId);
        Assert.InRange(_server.Requests, 1, 6);
    }

    private Task<ApiSession> ConnectAsync() => TestSession.ConnectedAsync(_server.Address, TestSession.FourWayShop());

    private void Redirect(string location, int status = 302) => _server.OnRequest = context =>
    {
        context.Response.Headers.Location = location;
        return TestServer.JsonAsync(context, "{}", status);
    };
}
