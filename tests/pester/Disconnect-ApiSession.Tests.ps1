BeforeAll {
    . "$PSScriptRoot/Support/Emulator.ps1"
}

AfterAll {
    Stop-Emulator $emulator
}

Describe 'Disconnect-ApiSession' {
    BeforeEach {
        Reset-Emulator $emulator
        $session = Connect-Elvis $emulator.Address -Credential $guest -Name dam
    }

    It 'logs out at the service, forgets the session and emits nothing' {
        Disconnect-ApiSession dam | Should -BeNullOrEmpty
        $session.State | Should -Be 'Disconnected'
        Get-ApiSession | Should -BeNullOrEmpty
        (Get-EmulatorLog $emulator '/services/logout').status | Should -Be 200
        (Get-ErrorOf { Get-ApiAccessToken $session })[0].FullyQualifiedErrorId | Should -BeLike 'SessionDisconnected,*'
    }

    It 'leaves a token to those who share it, as does a session that takes its name' -Skip:(-not $IsLinux) {
        $dataHome = $env:XDG_DATA_HOME
        $env:XDG_DATA_HOME = Join-Path $TestDrive data
        try {
            $shared = @{ Server = $emulator.Address; Credential = $guest; LoginMethod = 'Web'; TokenCache = 'User'; TokenCacheProtection = 'None' }
            $null = Connect-Elvis @shared -Name a
            $null = Connect-Elvis @shared -Name b
            $again = Connect-Elvis @shared -Name b
            Disconnect-ApiSession a
            (Invoke-AuthenticatedRequest services/profile -Method Post -Session $again).username | Should -Be 'guest'
            $again.LoginCount | Should -Be 0
            Get-EmulatorLog $emulator '/services/logout' | Should -BeNullOrEmpty
        }
        finally {
            $env:XDG_DATA_HOME = $dataHome
        }
    }

    It 'disconnects the default where none is named' {
        Disconnect-ApiSession
        Get-ApiSession | Should -BeNullOrEmpty
    }

    It 'does not take nothing for the default' {
        { Disconnect-ApiSession $null } | Should -Throw
        { $null | Disconnect-ApiSession -ErrorAction Stop } | Should -Throw
        @() | Disconnect-ApiSession
        $session.State | Should -Be 'Connected'
    }

    It 'warns where the service does not take the logout, and forgets all the same' {
        Add-Fault $emulator @{ kind = 'status'; status = 500; path = '/services/logout' }
        Disconnect-ApiSession dam -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -BeLike "*'dam'*"
        $session.State | Should -Be 'Disconnected'
        Get-ApiSession | Should -BeNullOrEmpty
    }

    It 'is silent where there is nothing left to do' {
        $session | Disconnect-ApiSession
        $session | Disconnect-ApiSession -WarningVariable warnings -ErrorVariable problems
        $warnings | Should -BeNullOrEmpty
        $problems | Should -BeNullOrEmpty
    }

    It 'does nothing with -WhatIf' {
        Disconnect-ApiSession dam -WhatIf 6>$null
        $session.State | Should -Be 'Connected'
    }

    It 'leaves a session of the same name that came after' {
        $session | Disconnect-ApiSession
        $next = Connect-Elvis $emulator.Address -Credential $guest -Name dam
        $session | Disconnect-ApiSession
        Get-ApiSession dam | Should -Be $next
    }
}
