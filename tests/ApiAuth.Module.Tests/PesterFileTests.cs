namespace ApiAuth.Module.Tests;

/// <summary>Each Pester file, in a PowerShell of its own.</summary>
public sealed class PesterFileTests(ITestOutputHelper output)
{
    private const int Minutes = 60_000;

    public static TheoryData<string> Files => [.. Directory
        .EnumerateFiles(Checkout.PesterFolder, "*.Tests.ps1")
        .Select(static file => Path.GetFileName(file))
        .Order(StringComparer.Ordinal)];

    [Theory(Timeout = 10 * Minutes)]
    [MemberData(nameof(Files))]
    public async Task Passes(string file)
    {
        var engine = await PowerShellEngine.GetAsync();
        if (engine.Path is null)
        {
            string reason = $"{file} was not run: {engine.Problem}.";
            TestContext.Current.SendDiagnosticMessage(reason);
            Assert.Skip(reason);
        }

        string resultPath = Path.GetTempFileName();
        try
        {
            var run = await ProcessRun.StartAsync(
                engine.Path,
                [
                    "-NoProfile", "-NonInteractive", "-File", Path.Combine(Checkout.PesterFolder, "Support", "Invoke-PesterFile.ps1"),
                    "-Path", Path.Combine(Checkout.PesterFolder, file), "-ResultPath", resultPath,
                ],
                TestContext.Current.CancellationToken);
            output.WriteLine(run.Output);
            Assert.True(run.ExitCode == 0, $"PowerShell ended with {run.ExitCode}:\n{run.Output}");

            var result = PesterResult.Read(resultPath);
            Assert.True(result.Failures.Count == 0, string.Join("\n\n", result.Failures));
            Assert.True(result.Passed + result.Skipped > 0, $"{file} holds no test.");
            if (result.Passed == 0)
            {
                Assert.Skip($"All of {file} was skipped: its output says why.");
            }
        }
        finally
        {
            File.Delete(resultPath);
        }
    }

    [Fact]
    public void There_are_files() => Assert.NotEmpty(Files);
}
