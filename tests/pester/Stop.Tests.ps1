BeforeAll {
    . "$PSScriptRoot/Support/Emulator.ps1"
    $module = Get-TestedModulePath

    # Starts a command in a runspace of its own, stops it once its request has arrived, and tells how long that took.
    function Measure-Stop([scriptblock]$Command, [string]$Path) {
        $shell = [powershell]::Create()
        [void]$shell.AddScript('param($module) Import-Module $module').AddArgument($module).Invoke()
        $shell.Commands.Clear()
        $seen = (Get-EmulatorLog $emulator $Path).Count
        $running = $shell.AddScript($Command).AddArgument($emulator.Address).AddArgument($guest).BeginInvoke()
        $waited = [System.Diagnostics.Stopwatch]::StartNew()
        while ((Get-EmulatorLog $emulator $Path).Count -eq $seen) {
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
}
