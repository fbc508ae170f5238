using System.ComponentModel;

namespace ApiAuth.Module.Tests;

/// <summary>The PowerShell that runs the Pester files: what <c>APIAUTH_PWSH</c> names, or the pwsh on the path.</summary>
/// <param name="Path">Null where none will do.</param>
/// <param name="Problem">Why none will do.</param>
internal sealed record PowerShellEngine(string? Path, string? Problem)
{
    private static readonly Version OldestPowerShell = new(7, 6);
    private static readonly Version OldestPester = new(5, 0);

    private static readonly Lazy<Task<PowerShellEngine>> Found = new(static () => FindAsync(CancellationToken.None));

    public static Task<PowerShellEngine> GetAsync() => Found.Value;

    private static async Task<PowerShellEngine> FindAsync(CancellationToken cancellationToken)
    {
        string file = Environment.GetEnvironmentVariable("APIAUTH_PWSH") is { Length: > 0 } named ? named : "pwsh";
        const string Question = "$v = $PSVersionTable.PSVersion; \"$($v.Major).$($v.Minor)\"; (Get-Module Pester -ListAvailable | Sort-Object Version | Select-Object -Last 1).Version.ToString()";
        try
        {
            var run = await ProcessRun.StartAsync(file, ["-NoProfile", "-NonInteractive", "-Command", Question], cancellationToken);
            string[] lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return Judge(file, Version(lines, 0), Version(lines, 1));
        }
        catch (Win32Exception)
        {
            return new(null, $"there is no '{file}': install PowerShell {OldestPowerShell} or newer, or name it in APIAUTH_PWSH");
        }
    }

    private static PowerShellEngine Judge(string file, Version? powerShell, Version? pester) =>
        powerShell is null || powerShell < OldestPowerShell ? new(null, $"'{file}' is PowerShell {powerShell}; {OldestPowerShell} or newer is needed")
        : pester is null || pester < OldestPester ? new(null, $"'{file}' has {(pester is null ? "no Pester" : $"Pester {pester}")}; {OldestPester} or newer is needed")
        : new(file, null);

    private static Version? Version(string[] lines, int index) =>
        index < lines.Length && System.Version.TryParse(lines[index], out var version) ? version : null;
}
