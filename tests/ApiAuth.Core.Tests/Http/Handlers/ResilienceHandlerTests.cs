using System.Globalization;
using ApiAuth.Core.Tests.Support;
using ApiAuth.Http;

namespace ApiAuth.Core.Tests.Http.Handlers;

public sealed class ResilienceHandlerTests : IAsyncLifetime
{
    private readonly SteppingClock _clock = new();
    private TestServer _server = null!;
    private ApiSession _session = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync();
        _server.ExpiresInMs = "null";
        _session = await TestSession.ConnectedAsync(
            _server.Address, TestSession.FourWayShop(), _clock, new ConnectionProfile { MaximumRetryCount = 3, Timeout = TimeSpan.FromHours(1) });
    }

    public async ValueTask DisposeAsync()
    {
        _session.Close();
        await _server.DisposeAsync();
    }

    [Theory]
    [Scenario(43)]
    [InlineData("0", 0)]
    [InlineData("5", 5)]
    [InlineData("75", 75)]
    public Task The_service_says_how_many_seconds_to_wait(string retryAfter, int seconds) => IsSentAgainAfterAsync(seconds, retryAfter);

    [Theory]
    [Scenario(44)]
    [InlineData(75, 75)]
    [InlineData(-75, 0)]
    public Task The_service_says_until_when_to_wait(int fromNow, int seconds) =>
        IsSentAgainAfterAsync(seconds, _clock.GetUtcNow().AddSeconds(fromNow).ToString("R", CultureInfo.InvariantCulture));

    [Theory]
    [Scenario(45)]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("99999999999")]
    [InlineData("2026-01-01T00:00:00Z")]
    [InlineData("soon")]
    [InlineData(null)]
    public Task What_can_not_be_read_leaves_the_wait_to_the_back_off(string? retryAfter) => IsSentAgainAfterAsync(0.4, 0.5, retryAfter);

    [Theory]
    [Scenario(46)]
    [InlineData("11")]
    [InlineData("86400")]
    [InlineData("2000000000")]
    public async Task A_wait_beyond_the_time_allowed_fails_at_once(string retryAfter)
    {
        Throttle(429, retryAfter);

        var failure = await _session.FailsAsync(new ApiRequest("x") { Timeout = TimeSpan.FromSeconds(10) });

        Assert.Equal(ApiErrorId.RateLimited, failure.ErrorId);
        Assert.Equal(1, _server.Requests);
    }

    [Fact]
    [Scenario(46)]
    public Task Without_a_time_allowed_no_wait_is_longer_than_an_hour() =>
        IsSentAgainAfterAsync(3600, 3600, "2000000000", Timeout.InfiniteTimeSpan);

    [Theory]
    [Scenario(47)]
    [InlineData("GET", 2)]
    [InlineData("HEAD", 2)]
    [InlineData("PUT", 2)]
    [InlineData("DELETE", 2)]
    [InlineData("POST", 1)]
    [InlineData("PATCH", 1)]
    public async Task What_the_service_may_have_begun_is_repeated_only_where_that_is_harmless(string method, int requests)
    {
        Throttle(503, "0", times: 1);

        using var answer = await _session.SendAsync(
            new ApiRequest("x") { Method = new HttpMethod(method), SkipHttpErrorCheck = true }, TestContext.Current.CancellationToken);

        Assert.Equal(requests, _server.Requests);
        Assert.Equal(requests == 1 ? 503 : 200, answer.StatusCode);
    }

    [Fact]
    [Scenario(47)]
    public async Task A_request_that_was_turned_away_is_repeated_whatever_its_method()
    {
        Throttle(429, "0", times: 1);

        await _session.ReadAsync(new ApiRequest("x") { Method = HttpMethod.Post });

        Assert.Equal(2, _server.Requests);
    }

    [Fact]
    public async Task Retries_end_at_the_number_allowed_and_name_every_attempt()
    {
        Throttle(429, "0");

        var failure = await _session.FailsAsync("x");

        Assert.Equal(ApiErrorId.RateLimited, failure.ErrorId);
        Assert.Equal(["429", "429", "429", "429"], failure.Attempts.Select(static attempt => attempt.Outcome));
    }

    [Fact]
    [Scenario(16)]
    public async Task Giving_up_ends_the_wait()
    {
        using var cancellation = new CancellationTokenSource();
        Throttle(429, "50");
        var waiting = _session.SendAsync(new ApiRequest("x"), cancellation.Token);
        await _clock.TimerAsync(TimeSpan.FromSeconds(50));

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private void Throttle(int status, string? retryAfter, int times = int.MaxValue) => _server.OnRequest = context =>
    {
        if (_server.Requests > times)
        {
            return TestServer.JsonAsync(context, "");
        }

        context.Response.Headers.RetryAfter = retryAfter;
        return TestServer.JsonAsync(context, "", status);
    };

    private Task IsSentAgainAfterAsync(double seconds, string retryAfter) => IsSentAgainAfterAsync(seconds, seconds, retryAfter);

    // By the clock: a moment earlier the service has one request, and then two.
    private async Task IsSentAgainAfterAsync(double least, double most, string? retryAfter, TimeSpan? timeout = null)
    {
        Throttle(429, retryAfter, times: 1);
        _clock.ForgetTimers();
        var answer = _session.SendAsync(new ApiRequest("x") { Timeout = timeout }, TestContext.Current.CancellationToken);
        var wait = TimeSpan.Zero;
        if (most > 0)
        {
            var timer = _clock.TimerAsync(TimeSpan.FromSeconds(least), TimeSpan.FromSeconds(most));
            Assert.Same(timer, await Task.WhenAny(timer, answer));
            wait = await timer;
            _clock.Advance(wait - TimeSpan.FromTicks(1));
            Assert.False(answer.IsCompleted);
            Assert.Equal(1, _server.Requests);
            _clock.Advance(TimeSpan.FromTicks(1));
        }

        using var response = await answer;
        Assert.Equal(2, _server.Requests);
        // Timers count whole milliseconds.
        Assert.InRange(response.Attempts[1].WaitedBefore, wait, wait + TimeSpan.FromMilliseconds(1));
    }
}
