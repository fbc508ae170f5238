using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using ApiAuth.Core.Tests.Support;
using ApiAuth.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ApiAuth.Core.Tests.Http;

public sealed class TransportTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly ConnectionProfile Retrying = new() { MaximumRetryCount = 3 };

    [Fact]
    [Scenario(24)]
    public async Task A_reset_after_the_login_was_sent_is_tried_once_more_and_then_an_error_of_its_own()
    {
        await using var server = RawServer.Start(static request =>
        {
            request.Reset();
            return Task.CompletedTask;
        });

        var failure = await Assert.ThrowsAsync<ApiException>(() => TestSession.ConnectedAsync(server.Address, TestSession.FourWayShop(), profile: Retrying));

        Assert.Equal(ApiErrorId.ConnectionFailed, failure.ErrorId);
        Assert.IsType<HttpRequestException>(failure.InnerException);
        Assert.Equal(2, server.Requests);
    }

    [Fact]
    [Scenario(25)]
    public async Task A_connection_that_went_stale_before_the_login_costs_one_safe_retry()
    {
        await using var server = RawServer.Start(static request =>
        {
            if (request.Number == 1)
            {
                request.Reset();
                return Task.CompletedTask;
            }

            return request.JsonAsync("""{"token":"t"}""");
        });

        using var session = await TestSession.ConnectedAsync(server.Address, TestSession.FourWayShop(), profile: Retrying);

        Assert.Equal(1, session.LoginCount);
        Assert.Equal(2, server.Requests);
    }

    [Fact]
    [Scenario(25)]
    public async Task A_stale_connection_costs_a_post_an_error_and_a_get_nothing()
    {
        int requests = 0;
        await using var server = RawServer.StartWithLogin(request =>
        {
            if (Interlocked.Increment(ref requests) % 2 == 1)
            {
                request.Reset();
                return Task.CompletedTask;
            }

            return request.JsonAsync("{}");
        });
        using var session = await TestSession.ConnectedAsync(server.Address, TestSession.FourWayShop(), profile: Retrying);

        Assert.Equal("{}", await session.ReadAsync(new ApiRequest("x") { RetryInterval = TimeSpan.Zero }));
        var failure = await session.FailsAsync(new ApiRequest("x") { Method = HttpMethod.Post, RetryInterval = TimeSpan.Zero });

        Assert.Equal(ApiErrorId.ConnectionFailed, failure.ErrorId);
        Assert.Equal(3, requests);
    }

    [Fact]
    [Scenario(26)]
    public async Task A_body_shorter_than_announced_is_an_error()
    {
        await using var server = RawServer.StartWithLogin(static async request =>
        {
            await request.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: 1000\r\n\r\nshort");
            request.Close();
        });
        using var session = await TestSession.ConnectedAsync(server.Address, TestSession.FourWayShop());

        Assert.Equal(ApiErrorId.InvalidResponse, (await session.FailsAsync("x")).ErrorId);
    }

    [Fact]
    [Scenario(27)]
    public async Task A_login_cut_short_by_the_end_of_the_connection_is_an_error()
    {
        await using var server = RawServer.Start(static async request =>
        {
            await request.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{\"token\":\"abc");
            request.Close();
        });

        var failure = await Assert.ThrowsAsync<ApiException>(() => TestSession.ConnectedAsync(server.Address, TestSession.FourWayShop()));

        Assert.Equal(ApiErrorId.InvalidResponse, failure.ErrorId);
        Assert.DoesNotContain("abc", failure.ToString() + failure.ResponseExcerpt, StringComparison.Ordinal);
    }

    [Fact]
    [Scenario(28)]
    public async Task A_body_that_trickles_ends_at_the_deadline()
    {
        var clock = new SteppingClock();
        await using var server = await TestServer.StartAsync();
        server.OnRequest = async context =>
        {
            context.Response.ContentType = "application/octet-stream";
            while (true)
            {
                await context.Response.WriteAsync("x", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(Second, clock, context.RequestAborted);
            }
        };
        using var session = await TestSession.ConnectedAsync(server.Address, TestSession.FourWayShop(), clock);
        using var answer = await session.SendAsync(new ApiRequest("x") { Timeout = 5 * Second }, TestContext.Current.CancellationToken);
        for (int second = 0; second < 5; second++)
        {
            Assert.Equal(1, await answer.Body.ReadAsync(new byte[2], TestContext.Current.CancellationToken));
            await clock.TimerAsync(Second);
            clock.Advance(Second);
        }

        Assert.Equal(ApiErrorId.Timeout, (await Assert.ThrowsAsync<ApiException>(answer.ReadAsync)).ErrorId);
    }

    [Fact]
    [Scenario(29)]
    public async Task A_head_that_trickles_ends_at_the_deadline()
    {
        var clock = new SteppingClock();
        await using var server = RawServer.StartWithLogin(async request =>
        {
            await request.SendAsync("HTTP/1.1 200 OK\r\n");
            for (int number = 0; ; number++)
            {
                await request.SendAsync($"X-{number}: x\r\n");
                await Task.Delay(Second, clock, request.Closing);
            }
        });
        using var session = await TestSession.ConnectedAsync(server.Address, TestSession.FourWayShop(), clock);
        var waiting = session.FailsAsync(new ApiRequest("x") { Timeout = 5 * Second });
        for (int second = 0; second < 5; second++)
        {
            Assert.False(waiting.IsCompleted);
            await clock.TimerAsync(Second);
            clock.Advance(Second);
        }

        Assert.Equal(ApiErrorId.Timeout, (await waiting).ErrorId);
    }

    [Fact]
    [Scenario(30)]
    public async Task A_body_beyond_the_cap_is_an_error_before_it_is_read_whole()
    {
        await using var server = await TestServer.StartAsync();
        server.OnRequest = static async context =>
        {
            context.Response.ContentType = "application/octet-stream";
            byte[] block = new byte[1 << 16];
            while (true)
            {
                await context.Response.Body.WriteAsync(block, context.RequestAborted);
            }
        };
        using var session = await TestSession.ConnectedAsync(server.Address, TestSession.FourWayShop());

        Assert.Equal(ApiErrorId.ResponseTooLarge, (await session.FailsAsync(new ApiRequest("x") { MaximumResponseSize = 1 << 20 })).ErrorId);
    }

    [Fact]
    [Scenario(31)]
    public async Task A_body_that_inflates_beyond_the_cap_is_an_error()
    {
        await using var server = await TestServer.StartAsync();
        server.OnRequest = static async context =>
        {
            context.Response.ContentType = "application/octet-stream";
            context.Response.Headers.ContentEncoding = "gzip";
            await using var deflater = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            byte[] block = new byte[1 << 20];
            for (int megabyte = 0; megabyte < 64; megabyte++)
            {
                await deflater.WriteAsync(block, context.RequestAborted);
            }
        };
        using var session = await TestSession.ConnectedAsync(server.Address, TestSession.FourWayShop());

        Assert.Equal(ApiErrorId.ResponseTooLarge, (await session.FailsAsync(new ApiRequest("x") { MaximumResponseSize = 1 << 20 })).ErrorId);
    }

    [Fact]
    [Scenario(30)]
    public async Task A_login_answered_with_a_huge_body_is_an_error()
    {
        await using var server = await TestServer.StartAsync();
        server.OnLogin = static context => TestServer.JsonAsync(context, new string(' ', 2 << 20));

        var failure = await Assert.ThrowsAsync<ApiException>(() => TestSession.ConnectedAsync(server.Address, TestSession.FourWayShop()));

        Assert.Equal(ApiErrorId.ResponseTooLarge, failure.ErrorId);
    }

    [Fact]
    [Scenario(32)]
    public async Task A_head_beyond_the_cap_is_an_error()
    {
        await using var server = RawServer.StartWithLogin(static request =>
            request.SendAsync($"HTTP/1.1 200 OK\r\nX-Big: {new string('x', 70_000)}\r\nContent-Length: 0\r\n\r\n"));
        using var session = await TestSession.ConnectedAsync(server.Address, TestSession.FourWayShop());

        Assert.Equal(ApiErrorId.ResponseTooLarge, (await session.FailsAsync("x")).ErrorId);
    }

    [Fact]
    [Scenario(52)]
    public async Task A_name_that_nobody_knows_is_named()
    {
        var failure = await Assert.ThrowsAsync<ApiException>(
            () => TestSession.ConnectedAsync(new Uri("https://no-such-host.invalid/"), TestSession.FourWayShop(), profile: new ConnectionProfile { NoProxy = true }));

        Assert.Equal(ApiErrorId.ConnectionFailed, failure.ErrorId);
        Assert.Equal(HttpRequestError.NameResolutionError, Assert.IsType<HttpRequestException>(failure.InnerException).HttpRequestError);
        Assert.Contains("no-such-host.invalid", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Scenario(52)]
    public async Task A_port_where_nobody_listens_is_named()
    {
        var address = ClosedPort();

        var failure = await Assert.ThrowsAsync<ApiException>(() => TestSession.ConnectedAsync(address, TestSession.FourWayShop()));

        Assert.Equal(ApiErrorId.ConnectionFailed, failure.ErrorId);
        Assert.Contains(address.Authority, failure.Message, StringComparison.Ordinal);
        Assert.Contains("port", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    [Scenario(52)]
    public async Task A_port_that_speaks_no_TLS_is_named_and_not_tried_again()
    {
        await using var server = await TestServer.StartAsync();

        var failure = await Assert.ThrowsAsync<ApiException>(() => TestSession.ConnectedAsync(
            new UriBuilder(server.Address) { Scheme = "https" }.Uri, TestSession.FourWayShop(), profile: Retrying with { Timeout = TimeSpan.FromSeconds(10) }));

        Assert.Equal(ApiErrorId.ConnectionFailed, failure.ErrorId);
        Assert.Equal(HttpRequestError.SecureConnectionError, Assert.IsType<HttpRequestException>(failure.InnerException).HttpRequestError);
        Assert.Single(failure.Attempts);
    }

    [Theory]
    [Scenario(53)]
    [InlineData("localhost", 1)]
    [InlineData("localhost", -1)]
    [InlineData("elsewhere.example.com", 1)]
    public async Task A_certificate_that_is_self_signed_expired_or_of_another_name_is_refused_and_not_tried_again(string name, int years)
    {
        using var certificate = TestCertificates.Create(name, DateTimeOffset.UtcNow.AddYears(years));
        await using var server = await TestServer.StartAsync(certificate);

        var failure = await Assert.ThrowsAsync<ApiException>(() => TestSession.ConnectedAsync(server.Address, TestSession.FourWayShop(), profile: Retrying));

        Assert.Equal(ApiErrorId.ConnectionFailed, failure.ErrorId);
        Assert.Contains("certificate", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.Single(failure.Attempts);
        Assert.Equal(0, server.Logins);
    }

    [Fact]
    [Scenario(53)]
    public async Task A_certificate_is_passed_over_where_the_user_says_so()
    {
        using var certificate = TestCertificates.Create();
        await using var server = await TestServer.StartAsync(certificate);

        using var session = await TestSession.ConnectedAsync(
            server.Address, TestSession.FourWayShop(), profile: new ConnectionProfile { SkipCertificateCheck = true });

        Assert.Equal(SessionState.Connected, session.State);
    }

    [Theory]
    [Scenario(54)]
    [InlineData("https")]
    [InlineData("http")]
    public async Task A_proxy_that_wants_credentials_is_named(string scheme)
    {
        await using var proxy = RawServer.Start(static request =>
            request.SendAsync("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\n\r\n"));

        var failure = await Assert.ThrowsAsync<ApiException>(() => TestSession.ConnectedAsync(
            new Uri($"{scheme}://service.example.com/"),
            TestSession.FourWayShop(),
            profile: new ConnectionProfile { Proxy = proxy.Address, AllowUnencryptedAuthentication = true }));

        Assert.Equal(ApiErrorId.ConnectionFailed, failure.ErrorId);
        Assert.Contains("-ProxyCredential", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    [Scenario(54)]
    [Scenario(69)]
    public async Task A_proxy_that_refuses_is_named_without_the_password_in_its_address()
    {
        await using var proxy = RawServer.Start(static request =>
            request.SendAsync("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"));

        var failure = await Assert.ThrowsAsync<ApiException>(() => TestSession.ConnectedAsync(
            new Uri("https://service.example.com/"),
            TestSession.FourWayShop(),
            profile: new ConnectionProfile { Proxy = new UriBuilder(proxy.Address) { UserName = "ada", Password = "geheim" }.Uri }));

        Assert.Equal(ApiErrorId.ConnectionFailed, failure.ErrorId);
        Assert.Contains("407", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    [Scenario(54)]
    public async Task A_proxy_that_wants_credentials_for_a_request_is_named()
    {
        await using var proxy = RawServer.StartWithLogin(static request =>
            request.SendAsync("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"));
        using var session = TestSession.Of(
            new Uri("http://service.example.com/"),
            TestSession.SolutionsByText(SbtTokenExpiration.Never),
            profile: new ConnectionProfile { Proxy = proxy.Address, AllowUnencryptedAuthentication = true });

        var failure = await session.FailsAsync("x");

        Assert.Equal(ApiErrorId.ConnectionFailed, failure.ErrorId);
    }

    [Fact]
    [Scenario(72)]
    public async Task A_connection_that_the_server_winds_up_mid_login_costs_nothing()
    {
        using var certificate = TestCertificates.Create();
        await using var server = await TestServer.StartAsync(certificate, HttpProtocols.Http2);
        server.OnLogin = async context =>
        {
            // HTTP/2: GOAWAY once this answer is sent.
            context.Response.Headers.Connection = "close";
            await server.UsualLoginAsync(context);
        };
        using var session = await TestSession.ConnectedAsync(
            server.Address, TestSession.FourWayShop(), profile: Retrying with { SkipCertificateCheck = true });

        Assert.Equal("""{"ok":true}""", await session.ReadAsync("x"));
        Assert.Equal(1, server.Logins);
    }

    [Fact]
    [Scenario(72)]
    public async Task An_expectation_that_the_server_does_not_meet_is_an_error_of_the_request_alone()
    {
        await using var server = await TestServer.StartAsync();
        server.OnRequest = static context => TestServer.JsonAsync(context, "{}", context.Request.Headers.Expect.Count > 0 ? 417 : 200);
        using var session = await TestSession.ConnectedAsync(server.Address, TestSession.FourWayShop());

        var failure = await session.FailsAsync(new ApiRequest("x") { Headers = [new("Expect", "100-continue")] });

        Assert.Equal(417, failure.StatusCode);
        Assert.Equal("{}", await session.ReadAsync("x"));
    }

    private static Uri ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
    }
}
