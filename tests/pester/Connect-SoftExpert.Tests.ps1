BeforeAll {
    . "$PSScriptRoot/Support/Emulator.ps1"
    $text = (Invoke-Emulator $emulator accounts).softExpert[0].apiKey
    $key = New-TestSecret $text
}

AfterAll {
    Stop-Emulator $emulator
}

Describe 'Connect-SoftExpert' {
    BeforeEach {
        Reset-Emulator $emulator
    }

    It 'adds the gateway to a host, and reads user and expiry from the key' {
        $session = Connect-SoftExpert $emulator.Address -ApiKey $key
        [string]$session.Server | Should -Be "$($emulator.Address)/apigateway/"
        $session.UserName | Should -Be 'integration'
        $session.ExpiresAt | Should -BeGreaterThan ([datetimeoffset]::Now)
        (Get-EmulatorLog $emulator).Count | Should -Be 0
    }

    It 'leaves a path that was given' {
        [string](Connect-SoftExpert "$($emulator.Address)/gateway" -ApiKey $key).Server | Should -Be "$($emulator.Address)/gateway/"
    }

    It 'logs in by a user and a password, with a domain or without' {
        foreach ($user in 'integration', 'ACME\integration') {
            $session = Connect-SoftExpert $emulator.Address -Credential (New-TestCredential $user 'Integr@tion-1')
            $session.UserName | Should -Be $user
            $session | Test-ApiSession -Uri v1/dataset-integration/employees -Quiet | Should -BeTrue
        }
        $log = Get-EmulatorLog $emulator '/apigateway/v1/*'
        $log.status | Should -Be 200, 200
        $log.headers.Authorization | Should -BeLike 'Basic *'
    }

    It 'names -ApiKey where the key <Problem>' -ForEach @(
        @{ Problem = 'ends with a line'; Given = "abc`n" }
        @{ Problem = 'begins with a space'; Given = ' abc' }
        @{ Problem = 'is empty'; Given = '' }
    ) {
        $secret = $Given ? (New-TestSecret $Given) : [securestring]::new()
        $problem = Get-ErrorOf { Connect-SoftExpert $emulator.Address -ApiKey $secret }
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        "$($problem[0])" | Should -BeLike '-ApiKey: *'
    }
}
