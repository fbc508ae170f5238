BeforeAll {
    . "$PSScriptRoot/Support/Emulator.ps1"
}

AfterAll {
    Stop-Emulator $emulator
}

Describe 'Get-SbtSecurityToken' {
    BeforeEach {
        Reset-Emulator $emulator
    }

    It 'exchanges the key by <Protocol>' -ForEach @(
        @{ Protocol = 'Soap'; Path = '/Sbt.App.SetUp/WSServices/*' }
        @{ Protocol = 'Rest'; Path = '/SBT.App.SetUp/RSServices/*' }
    ) {
        $session = Get-SbtSecurityToken -Server $emulator.Address -ApiKey (New-TestSecret 'sbt-key-never') -Protocol $Protocol -TokenExpiration Never
        $session.Provider | Should -Be 'SolutionsByText'
        $session.State | Should -Be 'Connected'
        $session.ExpiresAt | Should -BeNullOrEmpty
        (Get-EmulatorLog $emulator $Path).status | Should -Be 200
    }

    It 'knows by -TokenExpiration when the token ends' {
        $session = Get-SbtSecurityToken -Server $emulator.Address -ApiKey (New-TestSecret 'sbt-key-one-day') -TokenExpiration OneDay
        $session.ExpiresIn.TotalHours | Should -BeGreaterThan 23
    }

    It 'is refused with a key that is none' {
        $problem = Get-ErrorOf { Get-SbtSecurityToken -Server $emulator.Address -ApiKey (New-TestSecret 'no-such-key') }
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'LoginRejected,*'
        $problem[0].Exception.VendorCode | Should -Not -BeNullOrEmpty
    }

    It 'says so where another client took the key of the only token' {
        $session = Get-SbtSecurityToken -Server $emulator.Address -ApiKey (New-TestSecret 'sbt-key-expire-on-new') -Protocol Rest
        Invoke-RestMethod "$($emulator.Address)/SBT.App.SetUp/RSServices/LoginAPIService.svc/AuthenticateAPIKey?APIKey=sbt-key-expire-on-new" -NoProxy | Out-Null
        $problem = Get-ErrorOf {
            Invoke-AuthenticatedRequest 'SBT.App.SetUp/RSServices/GeneralRSService.svc/GetCarrierLookup' -Session $session -Query @{ orgCode = 'ACME'; phone = '5551234567' }
        }
        $problem | Should -HaveCount 1
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'AmbiguousLogin,*'
        $problem[0].CategoryInfo.Category | Should -Be 'AuthenticationError'
        "$($problem[0])" | Should -BeLike '*another client*'
        $problem[0].ErrorDetails.RecommendedAction | Should -BeLike '*key*'
        (Get-EmulatorLog $emulator '*/AuthenticateAPIKey').Count | Should -Be 2
    }

    It 'takes an environment or a server, not both' {
        $problem = Get-ErrorOf { Get-SbtSecurityToken -Server $emulator.Address -Environment Staging -ApiKey (New-TestSecret x) }
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
    }
}
