using ApiAuth.Core.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace ApiAuth.Core.Tests.Sessions;

public sealed class CookieSessionTests : IAsyncLifetime
{
    private TestServer _server = null!;
    private int _number;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync();
        _server.OnLogin = context =>
        {
            context.Response.Headers.SetCookie = $"session=login-{_server.Logins}; Path=/; HttpOnly";
            return _server.UsualLoginAsync(context);
        };
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    [Scenario(65)]
    public async Task A_cookie_that_the_service_renews_goes_on_the_next_request_and_costs_no_login()
    {
        var seen = new List<string>();
        _server.OnRequest = context =>
        {
            seen.Add(context.Request.Headers.Cookie.ToString());
            context.Response.Headers.SetCookie = $"session=renewed-{++_number}; Path=/";
            return TestServer.JsonAsync(context, "{}");
        };
        using var session = await ConnectAsync();

        for (int request = 0; request < 3; request++)
        {
            await session.ReadAsync("x");
        }

        Assert.Equal(["session=login-1", "session=renewed-1", "session=renewed-2"], seen);
        Assert.Equal(1, session.LoginCount);
    }

    [Fact]
    [Scenario(65)]
    public async Task A_late_answer_to_an_older_login_does_not_replace_the_cookies_of_the_newer()
    {
        var mayAnswer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var arrived = new SemaphoreSlim(0);
        _server.OnRequest = async context =>
        {
            if (context.Request.Path == "/late")
            {
                arrived.Release();
                await mayAnswer.Task;
                context.Response.Headers.SetCookie = "session=of-the-old-login; Path=/";
            }

            await TestServer.JsonAsync(context, $"\"{context.Request.Headers.Cookie}\"");
        };
        using var session = await ConnectAsync();
        var late = session.ReadAsync("late");
        await arrived.WaitAsync(TestContext.Current.CancellationToken);
        await session.RefreshAsync(force: true, TestContext.Current.CancellationToken);

        mayAnswer.SetResult();
        await late;

        Assert.Equal("\"session=login-2\"", await session.ReadAsync("x"));
    }

    [Fact]
    [Scenario(66)]
    public async Task Sessions_over_one_server_never_see_each_others_cookies()
    {
        _server.OnRequest = static context =>
        {
            context.Response.Headers.SetCookie = $"seen={context.Request.Query["by"]}; Path=/";
            return TestServer.JsonAsync(context, $"\"{context.Request.Headers.Cookie}\"");
        };
        using var first = await ConnectAsync();
        using var second = await ConnectAsync();

        await first.ReadAsync("x?by=first");
        await second.ReadAsync("x?by=second");

        Assert.Equal("\"session=login-1; seen=first\"", await first.ReadAsync("x?by=first"));
        Assert.Equal("\"session=login-2; seen=second\"", await second.ReadAsync("x?by=second"));
    }

    [Fact]
    [Scenario(66)]
    public async Task A_session_that_sends_its_token_in_a_header_keeps_no_cookies()
    {
        _server.OnRequest = static context =>
        {
            context.Response.Headers.SetCookie = "tracking=1; Path=/";
            return TestServer.JsonAsync(context, $"\"{context.Request.Headers.Cookie}\"");
        };
        using var session = await TestSession.ConnectedAsync(_server.Address, TestSession.FourWayShop());

        await session.ReadAsync("x");

        Assert.Equal("\"\"", await session.ReadAsync("x"));
    }

    private Task<ApiSession> ConnectAsync() =>
        TestSession.ConnectedAsync(_server.Address, TestSession.FourWayShop(FourWayShopAuthenticationMode.Cookie));
}
