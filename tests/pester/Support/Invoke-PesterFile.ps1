# Runs one Pester file and writes what came of it as JSON, for the xunit project to read.
param(
    [Parameter(Mandatory)] [string]$Path,
    [Parameter(Mandatory)] [string]$ResultPath
)

Import-Module Pester -MinimumVersion 5.0 -ErrorAction Stop
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Detailed'
$configuration.Output.RenderMode = 'Plaintext'
$run = Invoke-Pester -Configuration $configuration

$failures = @(
    foreach ($item in @($run.Failed) + @($run.FailedBlocks) + @($run.FailedContainers)) {
        [ordered]@{
            name    = "$($item.ExpandedPath)$(if (-not $item.ExpandedPath) { $item.Item })"
            message = @($item.ErrorRecord | ForEach-Object { "$($_.Exception.Message)`n$($_.ScriptStackTrace)" }) -join "`n"
        }
    }
)
[ordered]@{ passed = $run.PassedCount; failed = $run.FailedCount; skipped = $run.SkippedCount; failures = $failures } |
    ConvertTo-Json -Depth 4 |
    Set-Content -LiteralPath $ResultPath -Encoding utf8 -ErrorAction Stop
