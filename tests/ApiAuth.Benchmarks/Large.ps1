#requires -Version 7.6
<#
.SYNOPSIS
    Sends and fetches a file that is much larger than what may be kept of it, and measures by how much the process grows.
.DESCRIPTION
    Each transfer runs in a PowerShell of its own, against a server that is another process. Downloads are compared with the original byte
    for byte; some are cut in the middle, by the server and by the end of the server. Each line gives time, growth and what was found.
.EXAMPLE
    ./Large.ps1 -Size 64
#>
[CmdletBinding()]
param(
    # Of the file, in MiB.
    [ValidateRange(16, 65536)]
    [int] $Size = 4096,

    # How many MiB the process may grow by.
    [ValidateRange(1, 1024)]
    [int] $MaximumGrowth = 32,

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
$root = (Resolve-Path "$PSScriptRoot/../..").Path
$bytes = $Size * 1MB
$work = Join-Path ([IO.Path]::GetTempPath()) "apiauth-large-$PID"
$null = New-Item $work -ItemType Directory

function Start-Server([int] $Port) {
    $start = [Diagnostics.ProcessStartInfo]::new('dotnet', [string[]]("$PSScriptRoot/bin/$Configuration/net10.0/ApiAuth.Benchmarks.dll", 'serve', $Port))
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $process = [Diagnostics.Process]::Start($start)
    $line = $process.StandardOutput.ReadLine()
    if ($line -notmatch 'Listening on (\S+)') { throw "The server did not start: $line" }
    [pscustomobject]@{ Process = $process; Address = [uri]$Matches[1] }
}

# A PowerShell that is connected and has made a small transfer of each kind; it waits for a line before it goes on.
function Start-Client([string] $Command) {
    $script = @"
`$ErrorActionPreference = 'Stop'; `$ProgressPreference = 'SilentlyContinue'
Import-Module '$root/ApiAuth.psd1'
`$null = Connect-Elvis '$($server.Address)' -Credential ([pscredential]::new('race', (ConvertTo-SecureString race -AsPlainText -Force))) -Name large
Set-Content '$work/small' x
Invoke-AuthenticatedRequest 'file?bytes=1000000' -OutFile '$work/warm'
`$null = Invoke-AuthenticatedRequest upload -InFile '$work/small'
`$null = Invoke-AuthenticatedRequest upload -Form @{ file = Get-Item '$work/small' }
[GC]::Collect()
'ready'
`$null = [Console]::In.ReadLine()
try { $Command } catch { `$_.FullyQualifiedErrorId }
"@
    $start = [Diagnostics.ProcessStartInfo]::new([Environment]::ProcessPath, [string[]]('-NoProfile', '-NonInteractive', '-Command', $script))
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $client = [Diagnostics.Process]::Start($start)
    $line = $client.StandardOutput.ReadLine()
    if ($line -ne 'ready') { throw "The client did not start: $line" }
    $client
}

# Runs one transfer to its end. While it runs, -Meanwhile is called again and again.
function Measure-Transfer([string] $Name, [string] $Command, [scriptblock] $Meanwhile = {}, [scriptblock] $Check = { param($output) $output }) {
    $client = Start-Client $Command
    $client.Refresh()
    $before = $most = $client.WorkingSet64
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $client.StandardInput.WriteLine()
    $output = $client.StandardOutput.ReadToEndAsync()
    while (-not $client.WaitForExit(50)) {
        $client.Refresh()
        if (-not $client.HasExited) { $most = [Math]::Max($most, $client.WorkingSet64) }
        & $Meanwhile
    }

    $watch.Stop()
    $growth = ($most - $before) / 1MB
    [pscustomobject]@{
        Transfer = $Name
        Seconds  = [Math]::Round($watch.Elapsed.TotalSeconds, 1)
        Growth   = '{0:0.0} MiB' -f $growth
        Met      = $growth -lt $MaximumGrowth
        Found    = & $Check $output.GetAwaiter().GetResult().Trim()
    }
}

function Test-SameFile([string] $Path) {
    $one, $other = [IO.File]::OpenRead($original), [IO.File]::OpenRead($Path)
    try {
        if ($one.Length -ne $other.Length) { return $false }
        $left, $right = [byte[]]::new(1MB), [byte[]]::new(1MB)
        for ($rest = $one.Length; $rest -gt 0; $rest -= $count) {
            $count = [int][Math]::Min($rest, $left.Length)
            $one.ReadExactly($left, 0, $count)
            $other.ReadExactly($right, 0, $count)
            if (-not [Linq.Enumerable]::SequenceEqual($left, $right)) { return $false }
        }

        $true
    } finally {
        $one.Dispose()
        $other.Dispose()
    }
}

function Get-Finding([string] $Said) {
    $file, $part = "$work/file", @(Get-ChildItem $work -Filter *.part)
    $state = if (Test-Path $file) { (Test-SameFile $file) ? 'file equals the original' : 'FILE DIFFERS' } else { 'no file' }
    $state += $part ? ", part of $([Math]::Round($part[0].Length / 1MB)) MiB" : ', no part'
    $Said ? "$state ($Said)" : $state
}

function Clear-Download {
    Get-ChildItem $work -Filter 'file*' | Remove-Item
}

dotnet build $PSScriptRoot --configuration $Configuration --nologo --verbosity quiet | Out-Host
$server = Start-Server 0
try {
    $original = "$work/original"
    $found = { param($said) Get-Finding $said }
    Invoke-WebRequest "$($server.Address)file?bytes=$bytes" -OutFile $original
    $file = "file?bytes=$bytes"
    $cut = "$file&cut=$([long]($bytes / 2))"

    Measure-Transfer 'Download' "Invoke-AuthenticatedRequest '$file' -OutFile '$work/file'" -Check $found
    Clear-Download
    Measure-Transfer 'Upload, -InFile' "(Invoke-AuthenticatedRequest upload -InFile '$original').bytes -eq $bytes"
    Measure-Transfer 'Upload, -Form' "(Invoke-AuthenticatedRequest upload -Form @{ file = Get-Item '$original' }).bytes -gt $bytes"
    Measure-Transfer 'Download cut in the middle' "Invoke-AuthenticatedRequest '$cut' -OutFile '$work/file'" -Check $found
    Measure-Transfer 'The same with -Resume' "Invoke-AuthenticatedRequest '$cut' -OutFile '$work/file' -Resume" -Check $found
    Measure-Transfer '... and again' "Invoke-AuthenticatedRequest '$file' -OutFile '$work/file' -Resume" -Check $found
    Clear-Download

    $kill = {
        $part = Get-ChildItem $work -Filter *.part
        if ($part -and $part[0].Length -gt $bytes / 4 -and -not $server.Process.HasExited) { $server.Process.Kill() }
    }
    foreach ($resume in '', ' -Resume') {
        Measure-Transfer "Download, the server killed in the middle$resume" "Invoke-AuthenticatedRequest '$file' -OutFile '$work/file'$resume" -Meanwhile $kill -Check $found
        $server = Start-Server $server.Address.Port
    }

    Measure-Transfer '... and again with -Resume' "Invoke-AuthenticatedRequest '$file' -OutFile '$work/file' -Resume" -Check $found
} finally {
    if (-not $server.Process.HasExited) {
        $server.Process.StandardInput.Close()
        $null = $server.Process.WaitForExit(5000)
    }

    Remove-Item $work -Recurse -Force
}
