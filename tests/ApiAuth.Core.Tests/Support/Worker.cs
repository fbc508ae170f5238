using System.Diagnostics;

namespace ApiAuth.Core.Tests.Support;

/// <summary>A real process of the program that is made for them.</summary>
internal static class Worker
{
    // The same configuration and framework as these tests.
    private static readonly string Program = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, AppContext.BaseDirectory.Replace("ApiAuth.Core.Tests", "ApiAuth.Soak", StringComparison.Ordinal), "ApiAuth.Soak.dll"));

    public static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        return Process.Start(start)!;
    }

    /// <summary>What it printed.</summary>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await errors);
        return output.Trim();
    }
}
