using ApiAuth.Core.Tests.Support;
using ApiAuth.Tokens;

namespace ApiAuth.Core.Tests.Tokens;

public sealed class BackOffTests
{
    [Fact]
    [Scenario(9)]
    public void Ten_thousand_failures_leave_it_between_the_first_and_the_longest()
    {
        for (int failures = 1; failures <= 10_000; failures++)
        {
            Assert.InRange(BackOff.After(failures, jitter: 1), TimeSpan.FromSeconds(0.8), TimeSpan.FromMinutes(5));
            Assert.InRange(BackOff.After(failures, jitter: 0), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        }
    }

    [Theory]
    [Scenario(9)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void A_count_that_ran_over_is_still_positive(int failures) =>
        Assert.InRange(BackOff.After(failures, jitter: 0.5), TimeSpan.FromSeconds(0.8), TimeSpan.FromMinutes(5));

    [Fact]
    public void It_doubles_until_five_minutes()
    {
        double[] seconds = [.. Enumerable.Range(1, 11).Select(static failures => BackOff.After(failures, jitter: 0).TotalSeconds)];

        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300], seconds);
    }
}
