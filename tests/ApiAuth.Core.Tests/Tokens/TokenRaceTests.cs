using ApiAuth.Core.Tests.Support;
using ApiAuth.Tokens;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Time.Testing;

namespace ApiAuth.Core.Tests.Tokens;

/// <summary>Random interleavings of all that can happen to a token, on a clock that stands still between them.</summary>
public sealed class TokenRaceTests
{
    private enum Step
    {
        Get,
        GetAndGiveUp,
        Reject,
        Succeed,
        Fail,
        Refuse,
        Force,
        PassASecond,
        PassAnHour,
        Sleep,
        SetBack,
    }

    [Fact]
    [Scenario(70)]
    public void Whatever_the_order_one_login_runs_at_a_time_generations_grow_and_nobody_waits_for_ever() =>
        Prop.ForAll(Arb.From(Gen.ArrayOf(Gen.Elements(Enum.GetValues<Step>()))), static steps => RunAsync(steps).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(120));

    [Fact]
    [Scenario(70)]
    public async Task A_token_that_arrives_between_two_looks_is_taken_and_not_replaced()
    {
        var clock = new HookedClock();
        int logins = 0;
        using var source = new TokenSource(
            (_, _) => ValueTask.FromResult(new LoginResult(new Secret($"{Interlocked.Increment(ref logins)}")) { Lifetime = TimeSpan.FromHours(1) }),
            TokenPolicy.Renewable,
            clock);
        await source.GetAsync(TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromHours(1));

        // Another request renews the token while this one looks at the clock.
        clock.BeforeNextReading = () => Task.Run(() => source.RenewAsync(source.Current!, CancellationToken.None)).GetAwaiter().GetResult();
        var token = await source.GetAsync(TestContext.Current.CancellationToken);

        Assert.Equal("2", token.Value.Reveal());
        Assert.Equal(2, logins);
    }

    private static async Task<bool> RunAsync(Step[] steps)
    {
        var clock = new SteppingClock();
        var login = new LoginGate();
        var waiting = new List<Task<Token>>();
        var generations = new List<int>();
        using (var source = new TokenSource(login.RunAsync, TokenPolicy.Renewable, clock))
        {
            foreach (var step in steps)
            {
                await TakeAsync(step, source, clock, login, waiting);
                generations.Add(source.Current?.Generation ?? generations.LastOrDefault());
            }

            // Once no login runs, nobody waits; disposal would release those who were forgotten.
            while (source.IsLoggingIn)
            {
                await EndAsync(source, login, () => login.Succeed(Guid.NewGuid().ToString(), TimeSpan.FromHours(1)));
            }

            foreach (var task in waiting)
            {
                await ((Task)task).WaitAsync(Eventually.Limit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                Assert.True(task.IsCompleted, "Somebody waits for ever.");
            }
        }

        Assert.InRange(login.MostAtOnce, 0, 1);
        Assert.Equal(generations.Order(), generations);
        return true;
    }

    private static async Task TakeAsync(Step step, TokenSource source, SteppingClock clock, LoginGate login, List<Task<Token>> waiting)
    {
        switch (step)
        {
            case Step.Get:
                waiting.Add(source.GetAsync(CancellationToken.None).AsTask());
                break;
            case Step.GetAndGiveUp:
                using (var cancellation = new CancellationTokenSource())
                {
                    waiting.Add(source.GetAsync(cancellation.Token).AsTask());
                    await cancellation.CancelAsync();
                }

                break;
            case Step.Reject when source.Current is { } token:
                waiting.Add(source.RenewAsync(token, CancellationToken.None));
                break;
            case Step.Succeed:
                await EndAsync(source, login, () => login.Succeed(Guid.NewGuid().ToString(), TimeSpan.FromHours(1)));
                break;
            case Step.Fail:
                await EndAsync(source, login, () => login.Fail(Failures.Of(ApiErrorId.LoginFailed)));
                break;
            case Step.Refuse:
                await EndAsync(source, login, () => login.Fail(Failures.Of(ApiErrorId.LoginRejected)));
                break;
            case Step.Force:
                waiting.Add(source.RefreshAsync(force: true, CancellationToken.None));
                break;
            case Step.PassASecond:
                clock.Advance(TimeSpan.FromSeconds(1));
                break;
            case Step.PassAnHour:
                clock.Advance(TimeSpan.FromHours(1));
                break;
            case Step.Sleep:
                clock.StepWall(TimeSpan.FromHours(2));
                break;
            case Step.SetBack:
                clock.StepWall(TimeSpan.FromDays(-1));
                break;
        }
    }

    private static async Task EndAsync(TokenSource source, LoginGate login, Action end)
    {
        if (source.IsLoggingIn)
        {
            await login.PendingAsync();
            end();
            await Eventually.TrueAsync(() => !source.IsLoggingIn);
        }
    }

    private sealed class HookedClock : FakeTimeProvider
    {
        public Action? BeforeNextReading { get; set; }

        public override DateTimeOffset GetUtcNow()
        {
            var now = base.GetUtcNow();
            var hook = BeforeNextReading;
            BeforeNextReading = null;
            hook?.Invoke();
            return now;
        }
    }
}
