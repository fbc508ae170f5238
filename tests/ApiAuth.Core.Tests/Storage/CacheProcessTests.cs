using ApiAuth.Core.Tests.Support;
using ApiAuth.Emulator;
using ApiAuth.Emulator.Log;
using ApiAuth.Storage;

namespace ApiAuth.Core.Tests.Storage;

/// <summary>Real processes on one cache.</summary>
public sealed class CacheProcessTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private EmulatorServer _emulator = null!;

    private int Logins => _emulator.Log.Count(new LogFilter { Path = "*AuthenticateAPIKey" });

    public async ValueTask InitializeAsync() => _emulator = await EmulatorServer.StartAsync(new EmulatorOptions());

    public async ValueTask DisposeAsync()
    {
        await _emulator.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    [Scenario(18)]
    [Scenario(19)]
    public async Task Twenty_processes_on_a_key_that_allows_one_token_log_in_once_and_none_is_rejected()
    {
        string[] results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => JobAsync("sbt-key-expire-on-new", FileTokenStore.CurrentSchema)));

        Assert.Equal(1, Logins);
        Assert.Equal(1, results.Count(static result => result == "logins=1 rejected=0 warnings=0"));
        Assert.Equal(19, results.Count(static result => result == "logins=0 rejected=0 warnings=0"));
    }

    [Fact]
    [Scenario(23)]
    public async Task A_process_of_an_older_version_among_twenty_logs_in_for_itself_and_leaves_the_others_files_alone()
    {
        await JobAsync("sbt-key-never", FileTokenStore.CurrentSchema);
        string file = Assert.Single(Directory.GetFiles(_folder["none"], "*.token"));
        byte[] before = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);

        string[] results = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            number => JobAsync("sbt-key-never", number == 7 ? FileTokenStore.CurrentSchema - 1 : FileTokenStore.CurrentSchema)));

        Assert.Equal(2, Logins);
        Assert.Equal("logins=1 rejected=0 warnings=1", results[7]);
        Assert.Equal(before, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    [Scenario(20)]
    public async Task Two_hundred_processes_killed_while_they_lock_and_write_leave_the_entry_whole_and_the_lock_free()
    {
        var store = new FileTokenStore(_folder.Path, new NoProtection(), TimeProvider.System);
        var random = new Random(20);
        const int AtOnce = 4;
        for (int round = 0; round < 200 / AtOnce; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => KillAsync(random.Next(0, 30))));

            // The system may take a moment to close what a killed process held.
            using var turn = await FileLock.WaitAsync(
                Path.Combine(_folder["none"], "entry.lock"), TimeSpan.FromSeconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
            Assert.NotNull(turn);
            Assert.Equal(20_000, store.Read("entry")?.Result.Value.Reveal().Length);
        }
    }

    private Task<string> JobAsync(string key, int schema) =>
        Worker.RunAsync("job", _emulator.BaseAddress.ToString(), _folder.Path, "5", key, $"{schema}");

    private async Task KillAsync(int milliseconds)
    {
        using var process = Worker.Start("writer", _folder.Path);
        Assert.Equal("ready", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        await Task.Delay(milliseconds, TestContext.Current.CancellationToken);
        Assert.False(process.HasExited, "The writer read what was torn, or was kept from the lock.");
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
