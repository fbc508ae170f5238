using ApiAuth.Core.Tests.Support;
using ApiAuth.Tokens;
using Microsoft.Extensions.Time.Testing;

namespace ApiAuth.Core.Tests.Tokens;

public sealed class TokenSourceTests : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly SteppingClock _clock = new();
    private readonly LoginGate _login = new();
    private readonly TokenSource _source;

    public TokenSourceTests() => _source = new TokenSource(_login.RunAsync, TokenPolicy.Renewable, _clock);

    public void Dispose() => _source.Dispose();

    [Theory]
    [Scenario(1)]
    [InlineData(100)]
    [InlineData(1000)]
    public async Task Requests_that_find_no_token_share_one_login(int requests)
    {
        var waiting = Wait(requests);
        await _login.StartedAsync();

        _login.Succeed("a", Hour);
        var tokens = await Task.WhenAll(waiting);

        Assert.Equal(1, _login.Calls);
        Assert.All(tokens, token => Assert.Same(tokens[0], token));
    }

    [Fact]
    [Scenario(1)]
    public async Task A_thousand_requests_that_find_the_token_expired_share_one_login()
    {
        await ConnectAsync("a", Hour);
        _clock.Advance(Hour);

        var waiting = Wait(1000);
        await _login.StartedAsync();
        _login.Succeed("b", Hour);
        var tokens = await Task.WhenAll(waiting);

        Assert.Equal(2, _login.Calls);
        Assert.All(tokens, token => Assert.Equal("b", token.Value.Reveal()));
    }

    [Fact]
    [Scenario(2)]
    public async Task The_login_goes_on_when_the_one_who_began_it_gives_up()
    {
        using var cancellation = new CancellationTokenSource();
        var first = _source.GetAsync(cancellation.Token).AsTask();
        await _login.StartedAsync();
        var others = Wait(50);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        _login.Succeed("a", Hour);

        Assert.All(await Task.WhenAll(others), token => Assert.Equal("a", token.Value.Reveal()));
        Assert.Equal(1, _login.Calls);
    }

    [Fact]
    [Scenario(3)]
    public async Task When_all_give_up_the_login_still_ends_and_its_failure_is_observed()
    {
        var unobserved = new List<Exception>();
        void Note(object? sender, UnobservedTaskExceptionEventArgs arguments) => unobserved.Add(arguments.Exception);
        TaskScheduler.UnobservedTaskException += Note;
        try
        {
            await GiveUpAsync();
            _login.Fail(Failures.Of(ApiErrorId.LoginFailed));
            await Eventually.TrueAsync(() => _login.Calls == 1 && LoginEnded());

            GC.Collect();
            GC.WaitForPendingFinalizers();
            Assert.DoesNotContain(unobserved, static exception => exception.InnerException is ApiException);
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Note;
        }
    }

    [Fact]
    [Scenario(4)]
    public async Task A_hundred_rejections_of_one_token_bring_one_login()
    {
        var old = await ConnectAsync("a", Hour);

        var early = Enumerable.Range(0, 50).Select(_ => RenewAsync(old)).ToArray();
        await _login.StartedAsync();
        var late = Enumerable.Range(0, 25).Select(_ => RenewAsync(old)).ToArray();
        _login.Succeed("b", Hour);
        await Task.WhenAll(early);
        var after = Enumerable.Range(0, 25).Select(_ => RenewAsync(old)).ToArray();

        Assert.All(await Task.WhenAll([.. early, .. late, .. after]), token => Assert.Equal(2, token.Generation));
        Assert.Equal(2, _login.Calls);
    }

    [Fact]
    [Scenario(5)]
    public async Task A_late_rejection_of_an_older_token_brings_no_login()
    {
        var old = await ConnectAsync("a", Hour);
        var renewal = RenewAsync(old);
        await _login.StartedAsync();
        _login.Succeed("b", Hour);
        await renewal;

        var newer = await RenewAsync(old);

        Assert.Equal("b", newer.Value.Reveal());
        Assert.Equal(2, _login.Calls);
    }

    [Theory]
    [Scenario(7)]
    [InlineData(50)]
    [InlineData(1000)]
    public async Task A_failed_login_is_shared_by_all_who_wait_and_not_repeated_before_the_back_off(int requests)
    {
        await ConnectAsync("a", Hour);
        _clock.Advance(Hour);
        var waiting = Wait(requests);
        await _login.StartedAsync();

        _login.Fail(Failures.Of(ApiErrorId.LoginFailed));
        foreach (var request in waiting)
        {
            Assert.Equal(ApiErrorId.LoginFailed, (await Assert.ThrowsAsync<ApiException>(() => request)).ErrorId);
        }

        await Assert.ThrowsAsync<ApiException>(() => GetAsync());
        Assert.Equal(2, _login.Calls);

        _clock.Advance(TimeSpan.FromSeconds(1));
        var next = GetAsync();
        await _login.StartedAsync();
        _login.Succeed("b", Hour);
        Assert.Equal("b", (await next).Value.Reveal());
        Assert.Equal(3, _login.Calls);
    }

    [Fact]
    [Scenario(8)]
    public async Task A_failed_refresh_in_the_background_leaves_the_old_token_serving()
    {
        await ConnectAsync("a", Hour);
        _clock.Advance(TimeSpan.FromMinutes(56));

        Assert.Equal("a", (await GetAsync()).Value.Reveal());
        await _login.StartedAsync();
        _login.Fail(Failures.Of(ApiErrorId.LoginFailed));
        await Eventually.TrueAsync(LoginEnded);

        Assert.Equal("a", (await GetAsync()).Value.Reveal());
        Assert.Equal(2, _login.Calls);

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("a", (await GetAsync()).Value.Reveal());
        await _login.StartedAsync();
        _login.Succeed("b", Hour);
        await Eventually.TrueAsync(() => _source.Current!.Generation == 2);
        Assert.Equal("b", (await GetAsync()).Value.Reveal());
        Assert.Equal(3, _login.Calls);
    }

    [Fact]
    [Scenario(9)]
    public async Task After_a_thousand_failures_the_next_attempt_is_minutes_away_and_comes()
    {
        for (int failures = 0; failures < 1000; failures++)
        {
            var attempt = GetAsync();
            await _login.StartedAsync();
            _login.Fail(Failures.Of(ApiErrorId.LoginFailed));
            await Assert.ThrowsAsync<ApiException>(() => attempt);
            _clock.Advance(TimeSpan.FromMinutes(5));
        }

        await ConnectAsync("a", Hour);
        Assert.Equal(1001, _login.Calls);
    }

    [Fact]
    [Scenario(10)]
    public async Task A_login_that_gives_the_same_token_again_is_not_repeated_at_once()
    {
        await ConnectAsync("a", TimeSpan.FromMinutes(2));
        _clock.Advance(TimeSpan.FromMinutes(2));
        await ConnectAsync("a", TimeSpan.FromSeconds(1));

        for (int second = 0; second < 29; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await GetAsync();
        }

        Assert.Equal(2, _login.Calls);
    }

    [Fact]
    [Scenario(10)]
    public async Task A_rejected_token_that_the_login_gives_again_ends_in_an_error()
    {
        var old = await ConnectAsync("a", Hour);
        var renewal = RenewAsync(old);
        await _login.StartedAsync();
        _login.Succeed("a", Hour);
        var same = await renewal;

        var failure = await Assert.ThrowsAsync<ApiException>(() => RenewAsync(same));

        Assert.Equal(ApiErrorId.TokenRejected, failure.ErrorId);
        Assert.Equal(2, _login.Calls);
    }

    [Theory]
    [Scenario(11)]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(60_000)]
    [InlineData(3_600_000)]
    public async Task Logins_of_a_minute_follow_the_lifetime_and_not_the_requests(int milliseconds)
    {
        int logins = 0;
        using var source = new TokenSource(
            (_, _) => ValueTask.FromResult(new LoginResult(new Secret($"{++logins}")) { Lifetime = TimeSpan.FromMilliseconds(milliseconds) }),
            TokenPolicy.Renewable with { RefreshEarly = false },
            _clock);

        for (int request = 0; request < 6000; request++)
        {
            await source.GetAsync(TestContext.Current.CancellationToken);
            _clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.InRange(logins, 1, 1 + (int)(60_000 / Math.Max(500, milliseconds * 0.95)));
    }

    [Fact]
    [Scenario(14)]
    public async Task A_login_that_ends_at_once_does_so_outside_the_lock()
    {
        TokenSource? source = null;
        source = new TokenSource(
            (_, cancellationToken) =>
            {
                // Would stand still for ever if the login ran inside the lock that the other thread asks for.
                Task.Run(() => source!.IsLoggingIn, cancellationToken).GetAwaiter().GetResult();
                return ValueTask.FromResult(new LoginResult(new Secret("a")));
            },
            TokenPolicy.Renewable,
            _clock);
        using (source)
        {
            Assert.Equal("a", (await source.GetAsync(TestContext.Current.CancellationToken)).Value.Reveal());
        }
    }

    [Fact]
    [Scenario(15)]
    public async Task Disposing_ends_the_login_and_all_who_wait_for_it()
    {
        var waiting = Wait(10);
        await _login.StartedAsync();

        _source.Dispose();

        foreach (var request in waiting)
        {
            Assert.Equal(ApiErrorId.SessionDisconnected, (await Assert.ThrowsAsync<ApiException>(() => request)).ErrorId);
        }

        Assert.Null(_source.Current);
        Assert.Equal(ApiErrorId.SessionDisconnected, (await Assert.ThrowsAsync<ApiException>(() => GetAsync())).ErrorId);
    }

    [Fact]
    [Scenario(16)]
    public async Task A_caller_that_gives_up_is_released_while_the_login_still_runs()
    {
        using var cancellation = new CancellationTokenSource();
        var waiting = _source.GetAsync(cancellation.Token).AsTask();
        await _login.StartedAsync();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        _login.Succeed("a", Hour);
    }

    [Fact]
    public async Task Refused_credentials_are_not_sent_again()
    {
        var first = GetAsync();
        await _login.StartedAsync();
        _login.Fail(Failures.Of(ApiErrorId.LoginRejected));
        await Assert.ThrowsAsync<ApiException>(() => first);

        _clock.Advance(TimeSpan.FromDays(1));
        var failure = await Assert.ThrowsAsync<ApiException>(() => GetAsync());

        Assert.Equal(ApiErrorId.LoginRejected, failure.ErrorId);
        Assert.True(_source.IsRejected);
        Assert.Equal(1, _login.Calls);
    }

    [Fact]
    public async Task A_login_that_is_refused_while_the_token_lasts_leaves_it_serving_to_its_end_and_is_then_made()
    {
        await ConnectAsync("a", Hour);
        _clock.Advance(TimeSpan.FromMinutes(56));
        await GetAsync();
        await FailAsync(ApiErrorId.LoginRejected);
        Assert.False(_source.IsRejected);

        _clock.Advance(TimeSpan.FromMinutes(3.5));
        Assert.Equal("a", (await GetAsync()).Value.Reveal());
        Assert.Equal(2, _login.Calls);

        _clock.Advance(TimeSpan.FromMinutes(0.5));
        Assert.Equal("b", (await ConnectAsync("b", Hour)).Value.Reveal());
    }

    [Fact]
    public async Task A_login_that_is_refused_as_the_token_ends_is_made_once_more_before_the_refusal_counts()
    {
        await ConnectAsync("a", Hour);
        _clock.Advance(Hour);
        await RefuseAsync(ApiErrorId.LoginRejected);
        Assert.False(_source.IsRejected);

        _clock.Advance(TimeSpan.FromMinutes(4));
        await Assert.ThrowsAsync<ApiException>(() => GetAsync());
        Assert.Equal(2, _login.Calls);

        _clock.Advance(TimeSpan.FromMinutes(1));
        await RefuseAsync(ApiErrorId.LoginRejected);
        Assert.True(_source.IsRejected);
        _clock.Advance(TimeSpan.FromDays(1));
        await Assert.ThrowsAsync<ApiException>(() => GetAsync());
        Assert.Equal(3, _login.Calls);
    }

    [Fact]
    public async Task Refused_credentials_are_not_sent_again_where_the_service_had_rejected_the_token_too()
    {
        var token = await ConnectAsync("a", Hour);
        var renewal = RenewAsync(token);
        await _login.StartedAsync();
        _login.Fail(Failures.Of(ApiErrorId.LoginRejected));
        await Assert.ThrowsAsync<ApiException>(() => renewal);

        Assert.True(_source.IsRejected);
        _clock.Advance(Hour);
        await Assert.ThrowsAsync<ApiException>(() => GetAsync());
        Assert.Equal(2, _login.Calls);
    }

    [Fact]
    public async Task A_token_past_its_floor_serves_on_where_its_renewal_failed()
    {
        await ConnectAsync("a", Hour);
        _clock.Advance(TimeSpan.FromMinutes(59.5));

        var waiting = GetAsync();
        await FailAsync(ApiErrorId.LoginFailed);

        Assert.Equal("a", (await waiting).Value.Reveal());
        Assert.Equal("a", (await GetAsync()).Value.Reveal());
        _clock.Advance(TimeSpan.FromMinutes(0.5));
        await RefuseAsync(ApiErrorId.LoginFailed);
    }

    [Fact]
    [Scenario(10)]
    public async Task Logins_that_are_demanded_may_bring_the_same_token_as_often_as_they_are()
    {
        await ConnectAsync("a", Hour);

        for (int calls = 2; calls < 5; calls++)
        {
            var refresh = _source.RefreshAsync(force: false, TestContext.Current.CancellationToken);
            await _login.StartedAsync();
            _login.Succeed("a", Hour);
            Assert.Equal(calls, (await refresh).Generation);
        }
    }

    [Fact]
    [Scenario(7)]
    public async Task A_failure_does_not_grow_with_those_who_are_told_of_it()
    {
        await RefuseAsync(ApiErrorId.LoginRejected);

        string early = await TraceAsync(10);
        string late = await TraceAsync(1000);

        Assert.Equal(early, late);
    }

    [Fact]
    [Scenario(57)]
    public async Task A_clock_set_back_neither_loops_nor_holds_a_failed_login_back_for_a_day()
    {
        var first = GetAsync();
        await _login.StartedAsync();
        _login.Fail(Failures.Of(ApiErrorId.LoginFailed));
        await Assert.ThrowsAsync<ApiException>(() => first);

        _clock.StepWall(TimeSpan.FromDays(-1));
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("a", (await ConnectAsync("a", Hour)).Value.Reveal());
    }

    [Theory]
    [Scenario(57)]
    [InlineData(5)]
    [InlineData(-5)]
    [InlineData(60)]
    [InlineData(-60)]
    [InlineData(24 * 60)]
    [InlineData(-24 * 60)]
    public async Task A_clock_that_jumps_mid_life_costs_one_login_at_most(int minutes)
    {
        var token = await ConnectAsync("a", Hour);
        _clock.StepWall(TimeSpan.FromMinutes(minutes));

        if (minutes >= 59)
        {
            Assert.Equal("b", (await ConnectAsync("b", Hour)).Value.Reveal());
        }
        else
        {
            Assert.Same(token, await GetAsync());
            var renewal = RenewAsync(token);
            await _login.StartedAsync();
            _login.Succeed("b", Hour);
            await renewal;
        }

        for (int request = 0; request < 100; request++)
        {
            Assert.Equal("b", (await GetAsync()).Value.Reveal());
        }

        Assert.Equal(2, _login.Calls);
    }

    [Fact]
    [Scenario(58)]
    public async Task After_two_hours_of_sleep_the_token_counts_as_expired()
    {
        await ConnectAsync("a", Hour);

        _clock.StepWall(TimeSpan.FromHours(2));

        Assert.Equal("b", (await ConnectAsync("b", Hour)).Value.Reveal());
    }

    [Fact]
    public async Task Between_refresh_point_and_floor_the_old_token_serves_while_one_refresh_runs()
    {
        await ConnectAsync("a", Hour);
        _clock.Advance(TimeSpan.FromMinutes(56));

        var served = await Task.WhenAll(Wait(100));
        await _login.StartedAsync();

        Assert.All(served, token => Assert.Equal("a", token.Value.Reveal()));
        Assert.Equal(2, _login.Calls);
        _login.Succeed("b", Hour);
    }

    [Fact]
    public async Task A_renewal_of_cookies_keeps_the_generation_and_does_not_touch_a_newer_token()
    {
        var old = await ConnectAsync("a", Hour);
        var renewal = RenewAsync(old);
        await _login.StartedAsync();
        _login.Succeed("b", Hour);
        var current = await renewal;

        _source.Renew(old, token => token.With(token.Cookies, default));

        Assert.Same(current, _source.Current);
    }

    private Task<Token>[] Wait(int requests) => [.. Enumerable.Range(0, requests).Select(_ => GetAsync())];

    private Task<Token> GetAsync() => _source.GetAsync(TestContext.Current.CancellationToken).AsTask();

    private Task<Token> RenewAsync(Token rejected) => _source.RenewAsync(rejected, TestContext.Current.CancellationToken);

    private async Task<Token> ConnectAsync(string token, TimeSpan lifetime)
    {
        var waiting = GetAsync();
        await _login.StartedAsync();
        _login.Succeed(token, lifetime);
        return await waiting;
    }

    private async Task FailAsync(string errorId)
    {
        await _login.StartedAsync();
        _login.Fail(Failures.Of(errorId));
        await Eventually.TrueAsync(LoginEnded);
    }

    private async Task RefuseAsync(string errorId)
    {
        var waiting = GetAsync();
        await FailAsync(errorId);
        Assert.Equal(errorId, (await Assert.ThrowsAsync<ApiException>(() => waiting)).ErrorId);
    }

    private async Task<string> TraceAsync(int times)
    {
        string? trace = null;
        for (int time = 0; time < times; time++)
        {
            trace = (await Assert.ThrowsAsync<ApiException>(() => GetAsync())).StackTrace;
        }

        return trace!;
    }

    private async Task GiveUpAsync()
    {
        using var cancellation = new CancellationTokenSource();
        var waiting = Enumerable.Range(0, 10).Select(_ => _source.GetAsync(cancellation.Token).AsTask()).ToArray();
        await _login.StartedAsync();
        await cancellation.CancelAsync();
        foreach (var request in waiting)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        }
    }

    private bool LoginEnded() => !_source.IsLoggingIn;
}
