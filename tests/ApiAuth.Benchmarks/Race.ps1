#requires -Version 7.6
<#
.SYNOPSIS
    Races the module against Invoke-RestMethod.
.DESCRIPTION
    Both call the same server, which runs in a process of its own. They take turns, and the median of the rounds counts, so that what
    else the machine does hits both. Both run for a while before it counts: code that is new to the runtime is slow. Each line gives a
    figure, ours, theirs, ratio and goal; a line against a bare HttpClient has no goal and shows what the wire leaves to be won.
#>
[CmdletBinding()]
param(
    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    # Of each contest.
    [ValidateRange(1, 100)]
    [int] $Rounds = 5,

    # Only the contests whose names are like one of these.
    [string[]] $Name = '*',

    # Of the file that is downloaded, in MiB.
    [ValidateRange(1, 65536)]
    [int] $FileSize = 1024,

    # Before a contest counts, each side runs at least once and for so many seconds.
    [ValidateRange(0, 60)]
    [int] $WarmUp = 2
)

$ErrorActionPreference = 'Stop'
$root = (Resolve-Path "$PSScriptRoot/../..").Path
$pwsh = [Environment]::ProcessPath
$work = Join-Path ([IO.Path]::GetTempPath()) "apiauth-race-$PID"
$null = New-Item $work -ItemType Directory

function Start-Server {
    dotnet build $PSScriptRoot --configuration $Configuration --nologo -v:quiet | Out-Host
    $start = [Diagnostics.ProcessStartInfo]::new('dotnet', @("$PSScriptRoot/bin/$Configuration/net10.0/ApiAuth.Benchmarks.dll", 'serve'))
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $server = [Diagnostics.Process]::Start($start)
    $line = $server.StandardOutput.ReadLine()
    if ($line -notmatch 'Listening on (\S+)') { throw "The server did not start: $line" }
    [pscustomobject]@{ Process = $server; Address = $Matches[1] }
}

function Measure-Median([scriptblock] $Ours, [scriptblock] $Theirs) {
    $sides = [ordered]@{ Ours = $Ours; Theirs = $Theirs }
    $times = @{ Ours = @(); Theirs = @() }
    foreach ($side in $sides.Keys.Where({ $sides[$_] })) {
        $watch = [Diagnostics.Stopwatch]::StartNew()
        do { $null = & $sides[$side] } while ($watch.Elapsed.TotalSeconds -lt $WarmUp)
    }

    foreach ($round in 1..$Rounds) {
        foreach ($side in $sides.Keys.Where({ $sides[$_] })) {
            [GC]::Collect()
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $null = & $sides[$side]
            $times[$side] += $watch.Elapsed.TotalMilliseconds
        }
    }

    foreach ($side in 'Ours', 'Theirs') {
        $sorted = @($times[$side] | Sort-Object)
        if ($sorted) { $sorted[[Math]::Floor($sorted.Count / 2)] } else { $null }
    }
}

function Write-Figure($Figure, $Unit, $Ours, $Theirs, $Goal, [double] $Scale = 1) {
    [pscustomobject]@{
        Figure = $Figure
        Ours   = '{0:0.###} {1}' -f ($Ours * $Scale), $Unit
        Theirs = '{0:0.###} {1}' -f ($Theirs * $Scale), $Unit
        Ratio  = [Math]::Round($Ours / $Theirs, 4)
        Goal   = $Goal ? [Math]::Round($Goal, 4) : '-'
        Met    = $Goal ? $Ours / $Theirs -le $Goal : '-'
    }
}

# A figure that has no counterpart: what it may be stands in place of theirs.
function Write-Limit($Figure, $Unit, $Ours, $Limit) {
    [pscustomobject]@{
        Figure = $Figure
        Ours   = '{0:0.###} {1}' -f $Ours, $Unit
        Theirs = '-'
        Ratio  = [Math]::Round($Ours / $Limit, 4)
        Goal   = "at most $Limit $Unit"
        Met    = $Ours -le $Limit
    }
}

function Measure-Import([string] $Module) {
    $command = "`$w = [Diagnostics.Stopwatch]::StartNew(); Import-Module '$Module'; `$w.Elapsed.TotalMilliseconds"
    [double](& $pwsh -NoProfile -NonInteractive -Command $command)
}

$server = Start-Server
try {
    $base = $server.Address
    Import-Module "$root/ApiAuth.psd1"
    $password = [securestring]::new()
    'race'.ToCharArray().ForEach({ $password.AppendChar($_) })
    $session = Connect-Elvis $base -Credential ([pscredential]::new('race', $password)) -Name race
    $null = Invoke-RestMethod "$base/small" -SessionVariable web
    $small = "$base/small"
    $http = [Net.Http.HttpClient]::new([Net.Http.SocketsHttpHandler]@{ MaxConnectionsPerServer = 8 })

    $contests = [ordered]@{
        Loop     = {
            $count = 500
            $ours, $theirs = Measure-Median {
                for ($i = 0; $i -lt $count; $i++) { Invoke-AuthenticatedRequest small -Session $session }
            } {
                for ($i = 0; $i -lt $count; $i++) { Invoke-RestMethod $small -WebSession $web }
            }
            Write-Figure 'One call in a loop (theirs with -WebSession)' 'ms' $ours $theirs (1 / 5) (1 / $count)
            $ours, $theirs = Measure-Median {
                for ($i = 0; $i -lt $count; $i++) { Invoke-AuthenticatedRequest small -Session $session }
            } {
                for ($i = 0; $i -lt $count; $i++) { $http.GetStringAsync($small).GetAwaiter().GetResult() }
            }
            Write-Figure 'One call in a loop (a bare HttpClient, no objects)' 'ms' $ours $theirs $null (1 / $count)
        }
        Piped    = {
            $count = 2000
            $ours, $theirs = Measure-Median {
                1..$count | ForEach-Object { 'small' } | Invoke-AuthenticatedRequest -Session $session
            } {
                for ($i = 0; $i -lt $count; $i++) { Invoke-RestMethod $small -WebSession $web }
            }
            Write-Figure 'One of many calls piped (theirs in a loop)' 'ms' $ours $theirs (1 / 10) (1 / $count)
            $ours, $theirs = Measure-Median {
                1..$count | ForEach-Object { 'small' } | Invoke-AuthenticatedRequest -Session $session
            } {
                $answers = for ($i = 0; $i -lt $count; $i++) { $http.GetStringAsync($small) }
                [Threading.Tasks.Task]::WaitAll($answers)
            }
            Write-Figure 'One of many calls piped (a bare HttpClient, 8 at once)' 'ms' $ours $theirs $null (1 / $count)
        }
        Parallel = {
            $ours, $theirs = Measure-Median {
                1..2000 | ForEach-Object { 'small' } | Invoke-AuthenticatedRequest -Session $session -ThrottleLimit 16
            } {
                1..2000 | ForEach-Object -Parallel { Invoke-RestMethod $using:small } -ThrottleLimit 16
            }
            Write-Figure '2,000 calls by 16 (theirs with ForEach-Object -Parallel)' 's' $ours $theirs (1 / 40) 0.001
        }
        Waiting  = {
            $ours, $theirs = Measure-Median {
                1..400 | ForEach-Object { 'wait?ms=20' } | Invoke-AuthenticatedRequest -Session $session -ThrottleLimit 16
            }
            Write-Limit '400 calls of 20 ms by 16 (ideal 500 ms)' 'ms' $ours 550
        }
        Json     = {
            $ours, $theirs = Measure-Median {
                Invoke-AuthenticatedRequest 'objects?count=20000' -Session $session
            } {
                Invoke-RestMethod "$base/objects?count=20000" -WebSession $web
            }
            Write-Figure '20,000 JSON objects' 's' $ours $theirs (1 / 3) 0.001
        }
        File     = {
            $size = $FileSize * 1MB
            $file = Join-Path $work file.bin
            [GC]::Collect()
            $process = [Diagnostics.Process]::GetCurrentProcess()
            $before = $process.WorkingSet64
            Invoke-AuthenticatedRequest "file?bytes=$size" -Session $session -OutFile $file
            $process.Refresh()
            $growth = ($process.WorkingSet64 - $before) / 1MB
            $rounds = $script:Rounds
            $script:Rounds = [Math]::Min($rounds, 3)
            # Without the file of the round before, which is still on its way to the disk.
            $ours, $theirs = Measure-Median {
                [IO.File]::Delete($file)
                Invoke-AuthenticatedRequest "file?bytes=$size" -Session $session -OutFile $file
            } {
                [IO.File]::Delete($file)
                Invoke-RestMethod "$base/file?bytes=$size" -WebSession $web -OutFile $file
            }
            $script:Rounds = $rounds
            Write-Figure "$FileSize MiB to a file" 's' $ours $theirs 1 0.001
            Write-Limit "Growth over $FileSize MiB to a file" 'MiB' $growth 32
        }
        Import   = {
            Add-Type -OutputAssembly "$work/Empty.dll" -TypeDefinition @'
[System.Management.Automation.Cmdlet("Get", "Nothing")]
public sealed class GetNothingCommand : System.Management.Automation.PSCmdlet { }
'@
            $ours, $theirs = @("$root/ApiAuth.psd1", "$work/Empty.dll").ForEach({
                    $path = $_
                    $sorted = @(1..($Rounds * 2) | ForEach-Object { Measure-Import $path } | Sort-Object)
                    $sorted[[Math]::Floor($sorted.Count / 2)]
                })
            Write-Limit "Import, over an empty binary module's $([Math]::Round($theirs)) ms" 'ms' ($ours - $theirs) 80
        }
    }

    $figures = foreach ($contest in $contests.Keys) {
        if ($Name.Where({ $contest -like $_ })) { & $contests[$contest] }
    }

    # As wide as the table is, whatever the terminal.
    $figures | Format-Table | Out-String -Width 120 | Write-Host
} finally {
    $server.Process.StandardInput.Close()
    $null = $server.Process.WaitForExit(5000)
    Remove-Item $work -Recurse -Force
}
