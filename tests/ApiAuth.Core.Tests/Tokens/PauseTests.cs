using ApiAuth.Core.Tests.Support;
using ApiAuth.Tokens;
using Microsoft.Extensions.Time.Testing;

namespace ApiAuth.Core.Tests.Tokens;

public sealed class PauseTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void One_that_never_began_is_over() => Assert.True(default(Pause).IsOver);

    [Fact]
    public void It_is_over_when_its_time_has_passed()
    {
        var pause = new Pause(_clock, TimeSpan.FromSeconds(10));

        _clock.Advance(TimeSpan.FromSeconds(9));
        Assert.False(pause.IsOver);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(pause.IsOver);
    }

    [Fact]
    [Scenario(57)]
    public void A_clock_that_is_set_back_does_not_prolong_it()
    {
        var clock = new SteppingClock();
        var pause = new Pause(clock, TimeSpan.FromSeconds(10));

        clock.StepWall(TimeSpan.FromDays(-1));
        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.True(pause.IsOver);
    }

    [Fact]
    [Scenario(58)]
    public void Sleep_of_the_machine_counts()
    {
        var clock = new SteppingClock();
        var pause = new Pause(clock, TimeSpan.FromSeconds(10));

        clock.StepWall(TimeSpan.FromHours(2));

        Assert.True(pause.IsOver);
    }
}
