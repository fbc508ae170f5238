using ApiAuth.Core.Tests.Support;
using ApiAuth.Tokens;

namespace ApiAuth.Core.Tests.Tokens;

public sealed class TokenScheduleTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 29, 0, 30, 0, TimeSpan.Zero);

    [Fact]
    public void A_long_lifetime_is_refreshed_five_minutes_before_its_end_and_ends_a_minute_before()
    {
        var schedule = TokenSchedule.Create(Now, TimeSpan.FromHours(1), refreshEarly: true, jitter: 0);

        Assert.Equal(Now.AddMinutes(55), schedule.RefreshAt);
        Assert.Equal(Now.AddMinutes(59), schedule.Floor);
        Assert.Equal(Now.AddHours(1), schedule.ExpiresAt);
    }

    [Fact]
    public void A_short_lifetime_is_refreshed_in_its_last_sixth_and_ends_in_its_last_twentieth()
    {
        var schedule = TokenSchedule.Create(Now, TimeSpan.FromSeconds(60), refreshEarly: true, jitter: 0);

        Assert.Equal(Now.AddSeconds(50), schedule.RefreshAt);
        Assert.Equal(Now.AddSeconds(57), schedule.Floor);
    }

    [Fact]
    public void Jitter_makes_the_refresh_earlier_by_a_fifth_of_the_window_at_most()
    {
        var schedule = TokenSchedule.Create(Now, TimeSpan.FromHours(1), refreshEarly: true, jitter: 1);

        Assert.Equal(Now.AddMinutes(54), schedule.RefreshAt);
    }

    [Fact]
    public void A_service_whose_new_token_ends_the_old_one_is_never_asked_early()
    {
        var schedule = TokenSchedule.Create(Now, TimeSpan.FromHours(1), refreshEarly: false, jitter: 1);

        Assert.Equal(schedule.Floor, schedule.RefreshAt);
    }

    [Theory]
    [Scenario(11)]
    [InlineData(null)]
    [InlineData(0L)]
    [InlineData(-1L)]
    [InlineData(long.MinValue)]
    public void A_lifetime_that_says_nothing_leaves_the_end_to_the_service(long? ticks)
    {
        var schedule = TokenSchedule.Create(Now, ticks is { } value ? new TimeSpan(value) : null, refreshEarly: true, jitter: 0.5);

        Assert.Null(schedule.ExpiresAt);
        Assert.Equal(DateTimeOffset.MaxValue, schedule.RefreshAt);
    }

    [Fact]
    [Scenario(11)]
    public void The_longest_lifetime_does_not_overflow()
    {
        var schedule = TokenSchedule.Create(Now, TimeSpan.MaxValue, refreshEarly: true, jitter: 1);

        Assert.Equal(DateTimeOffset.MaxValue, schedule.ExpiresAt);
        Assert.True(schedule.RefreshAt > Now);
    }

    [Theory]
    [Scenario(11)]
    [InlineData(1L)]
    [InlineData(10_000L)]
    [InlineData(1_000_000L)]
    public void A_lifetime_shorter_than_a_request_is_not_renewed_for_each(long ticks)
    {
        var schedule = TokenSchedule.Create(Now, new TimeSpan(ticks), refreshEarly: true, jitter: 1);

        Assert.Equal(Now.AddSeconds(0.5), schedule.RefreshAt);
        Assert.Equal(Now.AddSeconds(0.5), schedule.Floor);
    }

    [Fact]
    [Scenario(11)]
    public void Whatever_the_lifetime_the_order_holds()
    {
        for (long ticks = 1; ticks < TimeSpan.MaxValue.Ticks / 3; ticks *= 3)
        {
            var schedule = TokenSchedule.Create(Now, new TimeSpan(ticks), refreshEarly: true, jitter: 1);

            Assert.True(schedule.IssuedAt < schedule.RefreshAt && schedule.RefreshAt <= schedule.Floor, $"{ticks} ticks");
        }
    }

    [Fact]
    public void A_key_that_no_login_renews_is_served_beyond_its_expiry()
    {
        var schedule = TokenSchedule.ForStatic(Now, TimeSpan.FromDays(-3));

        Assert.Equal(Now.AddDays(-3), schedule.ExpiresAt);
        Assert.Equal(DateTimeOffset.MaxValue, schedule.Floor);
    }
}
