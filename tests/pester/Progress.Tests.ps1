BeforeAll {
    . "$PSScriptRoot/Support/Emulator.ps1"
    $module = Get-TestedModulePath
    $null = Connect-Elvis $emulator.Address -Credential $guest -Name dam

    # What a command shows of its progress, in a runspace of its own.
    function Get-Progress([scriptblock]$Command) {
        $shell = [powershell]::Create()
        [void]$shell.AddScript('param($module) Import-Module $module').AddArgument($module).Invoke()
        $shell.Commands.Clear()
        try {
            [void]$shell.AddScript($Command).Invoke()
        }
        catch {
            $null = $_
        }

        , @($shell.Streams.Progress)
        $shell.Runspace.Dispose()
        $shell.Dispose()
    }

    function Assert-Ended($Records) {
        foreach ($activity in $Records | Group-Object ActivityId) {
            $activity.Group[-1].RecordType | Should -Be 'Completed' -Because $activity.Group[-1].Activity
        }
    }
}

AfterAll {
    Stop-Emulator $emulator
}

Describe 'Progress of Invoke-AuthenticatedRequest' {
    BeforeEach {
        Clear-Fault $emulator
    }

    It 'tells how many of many short requests are done' {
        Add-Fault $emulator @{ kind = 'delay'; path = '/services/ping'; milliseconds = 200; count = 0 }
        $records = Get-Progress { 1..9 | ForEach-Object { 'services/ping' } | Invoke-AuthenticatedRequest -Session dam -ThrottleLimit 1 }
        @($records.StatusDescription -match '^[4-9] done, [01] under way$') | Should -Not -BeNullOrEmpty
        Assert-Ended $records
    }

    It 'shows a long request while short ones come and go, and no longer than it takes' {
        Add-Fault $emulator @{ kind = 'delay'; path = '/services/profile'; milliseconds = 2000 }
        Add-Fault $emulator @{ kind = 'delay'; path = '/services/ping'; milliseconds = 150; count = 0 }
        $records = Get-Progress { @('services/profile') + @('services/ping') * 16 | Invoke-AuthenticatedRequest -Session dam -ThrottleLimit 2 -AsCompleted }
        $records.Activity | Should -Contain 'GET services/profile'
        $records.Activity | Should -Not -Contain 'GET services/ping'
        Assert-Ended $records
    }

    It 'shows nothing of what ended behind a slow one' {
        Add-Fault $emulator @{ kind = 'delay'; path = '/services/profile'; milliseconds = 2600 }
        Add-Fault $emulator @{ kind = 'delay'; path = '/services/ping'; milliseconds = 1400 }
        $records = Get-Progress { 'services/profile', 'services/ping' | Invoke-AuthenticatedRequest -Session dam -ThrottleLimit 2 }
        $short = @($records | Where-Object Activity -eq 'GET services/ping')
        $short[-1].RecordType | Should -Be 'Completed'
        $records.IndexOf($short[-1]) | Should -BeLessThan ($records.Count - 3)
    }

    It 'takes all of it from the screen where <What>' -ForEach @(
        @{ What = 'the consumer has enough'; Command = { 1..20 | ForEach-Object { 'services/ping' } | Invoke-AuthenticatedRequest -Session dam -ThrottleLimit 1 | Select-Object -Skip 6 -First 1 } }
        @{ What = 'it has given as many as -First asks for'; Command = { 1..20 | ForEach-Object { 'services/ping' } | Invoke-AuthenticatedRequest -Session dam -ThrottleLimit 1 -First 7 } }
        @{ What = 'an error ends it'; Command = { 1..6 | ForEach-Object { 'services/ping' } -End { 'services/none' } | Invoke-AuthenticatedRequest -Session dam -ThrottleLimit 1 -ErrorAction Stop } }
        @{ What = 'an input is refused'; Command = { 1..6 | ForEach-Object { 'services/ping' } -End { '//[x' } | Invoke-AuthenticatedRequest -Session dam -ThrottleLimit 1 -ErrorAction Stop } }
    ) {
        Add-Fault $emulator @{ kind = 'delay'; path = '/services/ping'; milliseconds = 250; count = 0 }
        $records = Get-Progress $Command
        $records | Should -Not -BeNullOrEmpty
        Assert-Ended $records
    }
}
