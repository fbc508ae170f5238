using ApiAuth.Core.Tests.Support;

namespace ApiAuth.Core.Tests.Sessions;

public sealed class SoakTests
{
    // A fiftieth of what 'build.ps1 Soak' runs, with the same number of tokens.
    [Fact]
    [Scenario(71)]
    public async Task An_hour_of_tokens_that_end_every_thirty_seconds_costs_one_login_each_and_no_memory()
    {
        string figures = await Worker.RunAsync("soak", "20000");

        Assert.Contains("logins=120 expected=120 at-service=120 most-at-once=1", figures, StringComparison.Ordinal);
        Assert.EndsWith("unobserved=0", figures, StringComparison.Ordinal);
    }
}
