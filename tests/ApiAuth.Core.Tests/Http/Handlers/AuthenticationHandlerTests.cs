using ApiAuth.Core.Tests.Support;
using ApiAuth.Http;
using ApiAuth.Http.Bodies;
using Microsoft.AspNetCore.Http;

namespace ApiAuth.Core.Tests.Http.Handlers;

public sealed class AuthenticationHandlerTests : IAsyncLifetime
{
    private TestServer _server = null!;
    private ApiSession _session = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync();
        _session = await TestSession.ConnectedAsync(_server.Address, TestSession.FourWayShop());
    }

    public async ValueTask DisposeAsync()
    {
        _session.Close();
        await _server.DisposeAsync();
    }

    [Fact]
    [Scenario(4)]
    [Scenario(17)]
    public async Task A_hundred_requests_rejected_at_once_are_each_sent_once_more_after_one_login()
    {
        var received = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int first = 0;
        _server.OnRequest = async context =>
        {
            if (!TestServer.HasToken(context, "token-1"))
            {
                await TestServer.JsonAsync(context, "{}", TestServer.HasToken(context, _server.CurrentToken) ? 200 : 401);
                return;
            }

            // All are on their way before the first is answered; half of the answers come after the login.
            int number = Interlocked.Increment(ref first);
            if (number == 100)
            {
                received.SetResult();
            }

            await received.Task;
            if (number % 2 == 0)
            {
                await Eventually.TrueAsync(() => _server.Logins == 2);
            }

            await TestServer.JsonAsync(context, "{}", 401);
        };

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => _session.ReadAsync("x")));

        Assert.Equal(2, _server.Logins);
        Assert.Equal(200, _server.Requests);
    }

    [Fact]
    [Scenario(6)]
    public async Task A_second_rejection_is_the_answer()
    {
        _server.OnRequest = static context => TestServer.JsonAsync(context, """{"message":"Access Denied."}""", 401);

        var failure = await _session.FailsAsync("x");

        Assert.Equal(ApiErrorId.TokenRejected, failure.ErrorId);
        Assert.Equal(401, failure.StatusCode);
        Assert.Equal(2, failure.Attempts.Count);
        Assert.Equal(2, _server.Requests);
        Assert.Equal(2, _server.Logins);
    }

    [Fact]
    [Scenario(6)]
    public async Task A_retry_after_the_replay_does_not_allow_another_replay()
    {
        using var session = await TestSession.ConnectedAsync(
            _server.Address, TestSession.FourWayShop(), profile: new ConnectionProfile { MaximumRetryCount = 3 });
        int[] statuses = [401, 503, 401, 200];
        int number = 0;
        _server.OnRequest = context => TestServer.JsonAsync(context, "{}", statuses[number++]);

        var failure = await session.FailsAsync(new ApiRequest("x") { RetryInterval = TimeSpan.Zero });

        Assert.Equal(401, failure.StatusCode);
        Assert.Equal(["401", "503", "401"], failure.Attempts.Select(static attempt => attempt.Outcome));
    }

    [Fact]
    [Scenario(7)]
    public async Task A_failed_renewal_is_the_error_of_all_who_needed_it()
    {
        _server.OnRequest = static context => TestServer.JsonAsync(context, "{}", 401);
        _server.OnLogin = static context => TestServer.JsonAsync(context, "{}", 500);

        var failures = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _session.FailsAsync("x")));

        Assert.All(failures, static failure => Assert.Equal(ApiErrorId.LoginFailed, failure.ErrorId));
        Assert.Equal(2, _server.Logins);
    }

    [Theory]
    [Scenario(55)]
    [InlineData]
    [InlineData("Bearer realm=\"a\"", "Basic realm=\"b\", charset=\"UTF-8\"")]
    [InlineData("???,,,=\"")]
    public async Task A_rejection_is_one_whatever_its_challenges(params string[] challenges)
    {
        _server.OnRequest = context =>
        {
            if (TestServer.HasToken(context, "token-2"))
            {
                return TestServer.JsonAsync(context, "{}");
            }

            context.Response.Headers.WWWAuthenticate = challenges;
            return TestServer.JsonAsync(context, "{}", 401);
        };

        Assert.Equal("{}", await _session.ReadAsync("x"));
    }

    [Fact]
    [Scenario(56)]
    public async Task A_lack_of_permission_brings_no_login()
    {
        _server.OnRequest = static context =>
            TestServer.JsonAsync(context, """{"message":"Operation not allowed, missing permission 'product'"}""", 403);

        var failure = await _session.FailsAsync("x");

        Assert.Equal(ApiErrorId.PermissionDenied, failure.ErrorId);
        Assert.Contains("missing permission 'product'", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, _server.Logins);
        Assert.Equal(1, _server.Requests);
    }

    [Fact]
    [Scenario(34)]
    public async Task A_rejection_whose_JSON_is_in_another_encoding_brings_a_new_token_all_the_same()
    {
        _server.OnRequest = async context =>
        {
            if (TestServer.HasToken(context, "token-2"))
            {
                await TestServer.JsonAsync(context, "{}");
                return;
            }

            context.Response.StatusCode = 401;
            context.Response.ContentType = "application/json; charset=iso-8859-1";
            await context.Response.Body.WriteAsync("{\"message\":\"Accesso negato: gi\u00E0 scaduto\"}".Select(static letter => (byte)letter).ToArray());
        };

        Assert.Equal("{}", await _session.ReadAsync("x"));
        Assert.Equal(2, _server.Logins);
    }

    [Fact]
    [Scenario(68)]
    public async Task What_is_sent_with_the_callers_own_credential_says_nothing_of_the_sessions()
    {
        _server.OnRequest = static context => TestServer.JsonAsync(context, "{}", context.Request.Headers.Authorization == "callers" ? 200 : 401);
        using var session = await TestSession.ConnectedAsync(_server.Address, TestSession.SoftExpert());
        await session.FailsAsync("x");

        await session.ReadAsync(new ApiRequest("x") { Headers = [new("Authorization", "callers")] });

        Assert.Equal(SessionState.Rejected, session.State);
    }

    [Fact]
    [Scenario(67)]
    public async Task A_body_that_can_be_sent_once_is_not_sent_again_but_the_token_is_renewed()
    {
        _server.OnRequest = async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            await TestServer.JsonAsync(context, "{}", TestServer.HasToken(context, "token-1") ? 401 : 200);
        };
        using var stream = new MemoryStream(new byte[10]);

        var failure = await _session.FailsAsync(new ApiRequest("x") { Method = HttpMethod.Post, Body = new StreamBody(stream, null) });

        Assert.Equal(ApiErrorId.TokenRejected, failure.ErrorId);
        Assert.Contains("read only once", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(1, _server.Requests);
        Assert.Equal(2, _server.Logins);
        Assert.Equal("{}", await _session.ReadAsync("x"));
        Assert.Equal(2, _server.Logins);
    }

    [Fact]
    [Scenario(68)]
    public async Task A_credential_of_the_callers_own_is_left_alone_and_never_renewed()
    {
        string? seen = null;
        _server.OnRequest = context =>
        {
            seen = context.Request.Headers.Authorization;
            return TestServer.JsonAsync(context, "{}", 401);
        };

        await _session.FailsAsync(new ApiRequest("x") { Headers = [new("Authorization", "Custom mine")] });

        Assert.Equal("Custom mine", seen);
        Assert.Equal(1, _server.Logins);
        Assert.Equal(1, _server.Requests);
    }

    [Fact]
    [Scenario(68)]
    public async Task A_credential_of_the_callers_own_with_a_body_that_can_be_sent_once_brings_no_advice_about_the_body()
    {
        _server.OnRequest = static async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            await TestServer.JsonAsync(context, "{}", 401);
        };
        using var stream = new MemoryStream(new byte[10]);

        var failure = await _session.FailsAsync(new ApiRequest("x")
        {
            Method = HttpMethod.Post,
            Body = new StreamBody(stream, null),
            Headers = [new("Authorization", "Custom mine")],
        });

        Assert.DoesNotContain("read only once", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_in_memory_is_sent_again_whole()
    {
        var bodies = new List<string>();
        _server.OnRequest = async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            bodies.Add($"{context.Request.ContentType} {await reader.ReadToEndAsync()}");
            await TestServer.JsonAsync(context, "{}", TestServer.HasToken(context, "token-1") ? 401 : 200);
        };

        await _session.ReadAsync(new ApiRequest("x") { Method = HttpMethod.Post, Body = new BytesBody("""{"a":1}""", BytesBody.Json) });

        Assert.Equal(["application/json {\"a\":1}", "application/json {\"a\":1}"], bodies);
    }

    [Fact]
    [Scenario(15)]
    public async Task A_session_closed_while_a_request_waits_ends_it()
    {
        using var arrived = new SemaphoreSlim(0);
        _server.OnRequest = async context =>
        {
            arrived.Release();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        var waiting = _session.FailsAsync("x");
        await arrived.WaitAsync(TestContext.Current.CancellationToken);

        _session.Close();

        Assert.Equal(ApiErrorId.SessionDisconnected, (await waiting).ErrorId);
    }

    [Fact]
    [Scenario(16)]
    public async Task A_request_that_is_given_up_ends_at_once_as_cancelled()
    {
        using var arrived = new SemaphoreSlim(0);
        using var cancellation = new CancellationTokenSource();
        _server.OnRequest = async context =>
        {
            arrived.Release();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        var waiting = _session.SendAsync(new ApiRequest("x"), cancellation.Token);
        await arrived.WaitAsync(TestContext.Current.CancellationToken);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
