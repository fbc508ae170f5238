BeforeAll {
    . "$PSScriptRoot/Support/Emulator.ps1"
}

AfterAll {
    Stop-Emulator $emulator
}

Describe 'Update-ApiSession' {
    BeforeEach {
        Reset-Emulator $emulator
        $session = Connect-Elvis $emulator.Address -Credential $guest -Name dam
    }

    It 'logs in anew and emits nothing' {
        Update-ApiSession dam | Should -BeNullOrEmpty
        $session.LoginCount | Should -Be 2
        (Get-EmulatorLog $emulator '/services/apilogin').Count | Should -Be 2
    }

    It 'updates the default, several, and what comes down the pipeline' {
        $other = Connect-Elvis $emulator.Address -Credential $guest -Name other
        (Update-ApiSession -PassThru).Name | Should -Be 'other'
        (Update-ApiSession dam, other -PassThru).Name | Should -Be 'dam', 'other'
        ($session, $other | Update-ApiSession -PassThru).Name | Should -Be 'dam', 'other'
        $other.LoginCount | Should -Be 4
    }

    It 'does nothing with -WhatIf' {
        Update-ApiSession dam -WhatIf 6>$null
        $session.LoginCount | Should -Be 1
    }

    It 'does not send refused credentials again unless forced' {
        Invoke-Emulator $emulator users/block -Method Post -Body @{ service = 'elvis'; userName = 'guest' }
        (Get-ErrorOf { Update-ApiSession dam })[0].FullyQualifiedErrorId | Should -BeLike 'LoginRejected,*'
        (Get-ErrorOf { Update-ApiSession dam })[0].FullyQualifiedErrorId | Should -BeLike 'LoginRejected,*'
        (Get-EmulatorLog $emulator '/services/apilogin').Count | Should -Be 2

        # The token may still be good, until the service says otherwise.
        $session.State | Should -Be 'Connected'
        (Get-ErrorOf { Invoke-AuthenticatedRequest services/profile -Method Post -Session dam })[0].FullyQualifiedErrorId | Should -BeLike 'LoginRejected,*'
        $session.State | Should -Be 'Rejected'
        (Get-ErrorOf { Update-ApiSession dam })[0].FullyQualifiedErrorId | Should -BeLike 'LoginRejected,*'
        (Get-EmulatorLog $emulator '/services/apilogin').Count | Should -Be 3

        Invoke-Emulator $emulator users/unblock -Method Post -Body @{ service = 'elvis'; userName = 'guest' }
        Update-ApiSession dam -Force
        $session.State | Should -Be 'Connected'
    }
}
