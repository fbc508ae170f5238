BeforeAll {
    . "$PSScriptRoot/Support/Emulator.ps1"
    $module = Get-TestedModulePath

    # Starts a command in a runspace of its own, stops it once its requests have arrived, and tells how long that took.
    function Measure-Stop([scriptblock]$Command, [string]$Path, [int]$Requests = 1) {
        $shell = [powershell]::Create()
        [void]$shell.AddScript('param($module) Import-Module $module').AddArgument($module).Invoke()
        $shell.Commands.Clear()
        $seen = (Get-EmulatorLog $emulator $Path).Count
        $running = $shell.AddScript($Command).AddArgument($emulator.Address).AddArgument($guest).BeginInvoke()
        $waited = [System.Diagnostics.Stopwatch]::StartNew()
        while ((Get-EmulatorLog $emulator $Path).Count -lt $seen + $Requests) {
            if ($running.IsCompleted -or $waited.Elapsed.TotalSeconds -gt 30) { throw 'No request arrived.' }
        }

        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $shell.Stop()
        $watch.Elapsed
        $shell.InvocationStateInfo.State | Should -Be 'Stopped'
        $shell.Runspace.Dispose()
        $shell.Dispose()
    }
}

AfterAll {
    Stop-Emulator $emulator
}

Describe 'Ctrl+C' -Tag Scenario16 {
    BeforeEach {
        Reset-Emulator $emulator
    }

    It 'ends <Name> within a second' -ForEach @(
        @{ Name = 'Connect-Elvis'; Path = '/services/apilogin'; Command = { param($address, $guest) Connect-Elvis $address -Credential $guest -Name new } }
        @{ Name = 'Update-ApiSession'; Path = '/services/apilogin'; Command = { Update-ApiSession dam } }
        @{ Name = 'Test-ApiSession'; Path = '/services/profile'; Command = { Test-ApiSession dam } }
        @{ Name = 'Disconnect-ApiSession'; Path = '/services/logout'; Command = { Disconnect-ApiSession dam } }
    ) {
        Connect-Elvis $emulator.Address -Credential $guest -Name dam | Out-Null
        Add-Fault $emulator @{ kind = 'delay'; milliseconds = 60000; path = $Path }
        (Measure-Stop $Command $Path).TotalSeconds | Should -BeLessThan 1
        Get-ApiSession new* | Should -BeNullOrEmpty
    }

    It 'ends Invoke-AuthenticatedRequest within a second while it <What>' -ForEach @(
        @{ What = 'waits for an answer'; Fault = @{ kind = 'delay'; milliseconds = 60000 }
            Command = { Invoke-AuthenticatedRequest services/ping -Session dam }
        }
        @{ What = 'waits for the answers of many'; Fault = @{ kind = 'delay'; milliseconds = 60000; count = 0 }; Requests = 16
            Command = { 1..100 | ForEach-Object { 'services/ping' } | Invoke-AuthenticatedRequest -Session dam -ThrottleLimit 16 }
        }
        @{ What = 'reads an answer'; Fault = @{ kind = 'slowBody'; milliseconds = 60000; chunkBytes = 4 }
            Command = { Invoke-AuthenticatedRequest services/ping -Session dam }
        }
        @{ What = 'waits as long as Retry-After tells it'; Fault = @{ kind = 'status'; status = 429; retryAfter = '3600'; count = 0 }
            Command = { Invoke-AuthenticatedRequest services/ping -Session dam -TimeoutSec 0 }
        }
        @{ What = 'uploads a file'; Fault = @{ kind = 'delay'; milliseconds = 60000 }
            Command = { Invoke-AuthenticatedRequest services/ping -Session dam -Method Post -InFile $env:APIAUTH_TEST_FILE }
        }
        @{ What = 'fetches pages'; Path = '/services/search'; Requests = 2; Fault = @{ kind = 'delay'; milliseconds = 60000; after = 1 }
            Command = { Invoke-AuthenticatedRequest services/search -Session dam -Query @{ q = '*' } -Paginate }
        }
    ) {
        Connect-Elvis $emulator.Address -Credential $guest -Name dam | Out-Null
        $env:APIAUTH_TEST_FILE = Join-Path $TestDrive 'large.bin'
        [System.IO.File]::WriteAllBytes($env:APIAUTH_TEST_FILE, [byte[]]::new(64MB))
        # Of the row itself: whoever runs the file may have variables of these names.
        $target = $_.Path ?? '/services/ping'
        Add-Fault $emulator (@{ path = $target } + $Fault)
        (Measure-Stop $Command $target -Requests ($_.Requests ?? 1)).TotalSeconds | Should -BeLessThan 1
    }

    It 'ends Invoke-AuthenticatedRequest within a second while it keeps to the pace that a service allows' {
        $key = (Invoke-Emulator $emulator accounts).softExpert[0].apiKey
        $null = Connect-SoftExpert $emulator.Address -ApiKey (New-TestSecret $key) -Name suite
        $command = { 1..1000 | ForEach-Object { 'v1/none' } | Invoke-AuthenticatedRequest -Session suite -ThrottleLimit 32 -ErrorAction Ignore }
        (Measure-Stop $command '/apigateway/v1/none' -Requests 10).TotalSeconds | Should -BeLessThan 1
        (Get-EmulatorLog $emulator '/apigateway/v1/none').Count | Should -BeLessThan 100
    }
}
