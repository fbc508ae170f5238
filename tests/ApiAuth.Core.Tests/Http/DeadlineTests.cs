using ApiAuth.Http;
using Microsoft.Extensions.Time.Testing;

namespace ApiAuth.Core.Tests.Http;

public sealed class DeadlineTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void What_is_extended_counts_anew()
    {
        using var deadline = new Deadline(TimeSpan.FromSeconds(10), _clock, CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(9));

        deadline.Extend();

        _clock.Advance(TimeSpan.FromSeconds(9));
        Assert.False(deadline.IsReached);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(deadline.IsReached);
    }

    [Fact]
    public void What_has_ended_can_be_extended_to_no_effect()
    {
        var deadline = new Deadline(TimeSpan.FromSeconds(10), _clock, CancellationToken.None);
        deadline.Dispose();
        _clock.Advance(TimeSpan.FromSeconds(9));

        deadline.Extend();

        Assert.False(deadline.IsReached);
    }
}
