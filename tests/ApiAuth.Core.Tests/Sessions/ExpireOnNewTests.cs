using ApiAuth.Core.Tests.Support;
using ApiAuth.Emulator;
using ApiAuth.Emulator.Faults;

namespace ApiAuth.Core.Tests.Sessions;

public sealed class ExpireOnNewTests
{
    private const string Lookup = "SBT.App.SetUp/RSServices/GeneralRSService.svc/GetCarrierLookup";

    [Fact]
    [Scenario(17)]
    public async Task Requests_under_way_when_a_new_login_ends_their_token_are_each_sent_once_more()
    {
        const int Requests = 20;
        var clock = new SteppingClock();
        await using var emulator = await EmulatorServer.StartAsync(new EmulatorOptions { TimeProvider = clock }, TestContext.Current.CancellationToken);
        using var session = await TestSession.ConnectedAsync(emulator, TestSession.SolutionsByText(), clock);
        emulator.Faults.Add(new Fault { Kind = FaultKind.Delay, Operation = "GetCarrierLookup", Milliseconds = 7000, Count = Requests });
        var waiting = Enumerable.Range(0, Requests).Select(_ => session.ReadAsync($"{Lookup}?orgCode=ACME&phone=5551234567")).ToArray();
        for (int request = 0; request < Requests; request++)
        {
            await clock.TimerAsync(TimeSpan.FromSeconds(7));
        }

        // The service looks at their token after this, and only moments later: that is nobody else's login.
        await session.RefreshAsync(force: true, TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromSeconds(7));

        Assert.All(await Task.WhenAll(waiting), static answer => Assert.Contains("\"Result\":true", answer, StringComparison.Ordinal));
        Assert.Equal(2, emulator.Log.Count(new() { Operation = "login" }));
        Assert.Equal(2 * Requests, emulator.Log.Count(new() { Operation = "GetCarrierLookup" }));
    }
}
