using ApiAuth.Emulator.Faults;

namespace ApiAuth.Emulator.Tests.Faults;

public abstract class FaultTest : EmulatorTest
{
    protected const string Ping = "/services/ping";

    /// <summary>What ping answers when nothing is wrong.</summary>
    protected const string Pong = """{"state":"running","version":"6.7.0.0","available":true,"server":"Elvis"}""";

    protected async Task<HttpResponseMessage> PingWithAsync(Fault fault)
    {
        Emulator.Faults.Add(fault);
        return await GetAsync(Ping);
    }

    protected async Task AssertNextIsWholeAsync() => Assert.Equal(Pong, await TextAsync(await GetAsync(Ping)));
}
