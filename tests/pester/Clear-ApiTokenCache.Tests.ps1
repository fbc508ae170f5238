BeforeAll {
    . "$PSScriptRoot/Support/Emulator.ps1"
    $key = New-TestSecret 'sbt-key-expire-on-new'
    $dataHome = $env:XDG_DATA_HOME
    $env:XDG_DATA_HOME = Join-Path $TestDrive data
}

AfterAll {
    $env:XDG_DATA_HOME = $dataHome
    Stop-Emulator $emulator
}

Describe 'Clear-ApiTokenCache' -Skip:(-not $IsLinux) {
    BeforeEach {
        Reset-Emulator $emulator
        Clear-ApiTokenCache
        $shared = @{ Server = $emulator.Address; ApiKey = $key; Protocol = 'Rest'; TokenCache = 'User'; TokenCacheProtection = 'None' }
    }

    It 'emits nothing, also where nothing was ever cached' {
        Clear-ApiTokenCache | Should -BeNullOrEmpty
    }

    It 'makes the next connection log in' {
        (Get-SbtSecurityToken @shared -Name a).LoginCount | Should -Be 1
        (Get-SbtSecurityToken @shared -Name b).LoginCount | Should -Be 0
        Clear-ApiTokenCache
        (Get-SbtSecurityToken @shared -Name c).LoginCount | Should -Be 1
    }

    It 'does nothing with -WhatIf' {
        $null = Get-SbtSecurityToken @shared -Name a
        Clear-ApiTokenCache -WhatIf 6>$null
        (Get-SbtSecurityToken @shared -Name b).LoginCount | Should -Be 0
    }

    It 'leaves connected sessions their token' {
        $session = Get-SbtSecurityToken @shared -Name a
        Clear-ApiTokenCache
        Invoke-AuthenticatedRequest 'SBT.App.SetUp/RSServices/GeneralRSService.svc/GetCarrierLookup' -Session $session -Query @{ orgCode = 'ACME'; phone = '5551234567' } |
            Should -Not -BeNullOrEmpty
        $session.LoginCount | Should -Be 1
    }

    It 'needs a certificate with its key where that protects' {
        $shared.TokenCacheProtection = 'Certificate'
        $failure = (Get-ErrorOf { Get-SbtSecurityToken @shared -Name a })[0]
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        "$failure" | Should -BeLike '*TokenCacheCertificate*'
    }
}
