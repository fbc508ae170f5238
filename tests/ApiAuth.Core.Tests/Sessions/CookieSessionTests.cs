using ApiAuth.Core.Tests.Support;
using ApiAuth.Http;
using Microsoft.AspNetCore.Http;

namespace ApiAuth.Core.Tests.Sessions;

public sealed class CookieSessionTests : IAsyncLifetime
{
    private readonly SteppingClock _clock = new();
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

    [Fact]
    [Scenario(66)]
    [Scenario(68)]
    public async Task A_cookie_of_the_callers_own_brings_none_into_the_session()
    {
        _server.OnRequest = static context =>
        {
            string? cookie = context.Request.Headers.Cookie;
            if (cookie == "session=bobs")
            {
                context.Response.Headers.SetCookie = "session=bobs-2; Path=/";
            }

            return TestServer.JsonAsync(context, $"\"{cookie}\"");
        };
        using var session = await ConnectAsync();

        await session.ReadAsync(new ApiRequest("x") { Headers = [new("Cookie", "session=bobs")] });

        Assert.Equal("\"session=login-1\"", await session.ReadAsync("x"));
    }

    [Fact]
    [Scenario(65)]
    public async Task A_cookie_that_did_not_come_with_the_login_says_nothing_of_how_long_it_lasts()
    {
        SetAtLogin("session=a; Path=/; Max-Age=3600");
        SetAtRequest("flash=ok; Path=/; Max-Age=5");
        using var session = await ConnectAsync();

        for (int request = 0; request < 10; request++)
        {
            await session.ReadAsync("x");
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(1, session.LoginCount);
        Assert.Equal(TimeSpan.FromMinutes(50), session.ExpiresIn);
    }

    [Fact]
    [Scenario(65)]
    public async Task A_cookie_that_has_run_out_says_nothing_of_those_that_are_renewed()
    {
        SetAtLogin("session=a; Path=/; Max-Age=3600", "bot=b; Path=/; Max-Age=1800");
        SetAtRequest("session=c; Path=/; Max-Age=3600");
        using var session = await ConnectAsync();

        for (int request = 0; request < 200; request++)
        {
            await session.ReadAsync("x");
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(1, session.LoginCount);
        Assert.Equal(TimeSpan.FromMinutes(59), session.ExpiresIn);
    }

    [Fact]
    [Scenario(65)]
    public async Task The_token_that_is_given_away_is_the_cookie_as_it_was_renewed()
    {
        SetAtRequest("session=renewed; Path=/");
        using var session = await ConnectAsync();
        await session.ReadAsync("x");

        Assert.Equal("session=renewed", (await session.GetTokenAsync(TestContext.Current.CancellationToken)).Reveal());
    }

    [Fact]
    [Scenario(61)]
    public async Task A_cookie_that_is_set_after_a_redirect_belongs_to_the_address_that_set_it()
    {
        _server.OnRequest = static context =>
        {
            switch (context.Request.Path)
            {
                case "/old/x":
                    context.Response.Redirect("/new/x");
                    return Task.CompletedTask;
                case "/new/x":
                    context.Response.Headers.SetCookie = "place=new";
                    break;
            }

            return TestServer.JsonAsync(context, $"\"{context.Request.Headers.Cookie}\"");
        };
        using var session = await ConnectAsync();
        await session.ReadAsync("old/x");

        Assert.Equal("\"session=login-1\"", await session.ReadAsync("old/y"));
        Assert.Equal("\"place=new; session=login-1\"", await session.ReadAsync("new/y"));
    }

    private void SetAtLogin(params string[] cookies) => _server.OnLogin = context =>
    {
        context.Response.Headers.SetCookie = cookies;
        return _server.UsualLoginAsync(context);
    };

    private void SetAtRequest(params string[] cookies) => _server.OnRequest = context =>
    {
        context.Response.Headers.SetCookie = cookies;
        return TestServer.JsonAsync(context, "{}");
    };

    private Task<ApiSession> ConnectAsync() =>
        TestSession.ConnectedAsync(_server.Address, TestSession.FourWayShop(FourWayShopAuthenticationMode.Cookie), _clock);
}
