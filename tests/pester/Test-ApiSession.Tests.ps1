BeforeAll {
    . "$PSScriptRoot/Support/Emulator.ps1"
    $layers = 'NameResolution', 'Tcp', 'Proxy', 'Tls', 'Http', 'Authentication', 'Permission', 'RateLimit', 'Clock'

    function Get-Layer($Result, $Name) { $Result.Layers | Where-Object Layer -EQ $Name }
}

AfterAll {
    Stop-Emulator $emulator
}

Describe 'Test-ApiSession' {
    BeforeEach {
        Reset-Emulator $emulator
        Invoke-Emulator $emulator clock -Method Post -Body @{ skewSeconds = 0 }
        $dam = Connect-Elvis $emulator.Address -Credential $guest -Name dam
    }

    It 'tells of each layer' {
        $result = Test-ApiSession dam
        $result.Session | Should -Be $dam
        $result.Passed | Should -BeTrue
        $result.Layers.Layer | Should -Be $layers
        (Get-Layer $result Tcp).Status | Should -Be 'Passed'
        (Get-Layer $result Tls).Status | Should -Be 'Skipped'
        (Get-Layer $result Authentication).Finding | Should -BeLike '*guest*'
        (Get-Layer $result Permission).Status | Should -Be 'Passed'
        (Get-Layer $result Clock).Status | Should -Be 'Passed'
        @($result.Layers | Where-Object Remedy).Count | Should -Be 0
    }

    It 'is a bool with -Quiet, for several sessions too' {
        Connect-Elvis $emulator.Address -Credential (New-TestCredential pro pro-Passw0rd) -Name pro | Out-Null
        Test-ApiSession dam, pro -Quiet | Should -Be $true, $true
        Get-ApiSession | Test-ApiSession -Quiet | Should -Be $true, $true
    }

    It 'reads like a checklist' {
        $lines = (Test-ApiSession dam | Out-String -Width 120) -split '\r?\n'
        $lines[0..1] -match "Passed: session 'dam'" | Should -HaveCount 1
        @($lines -match '^  \[x\] ').Count | Should -Be 6
    }

    It 'finds a user who is blocked, and says what to do' {
        Invoke-Emulator $emulator users/block -Method Post -Body @{ service = 'elvis'; userName = 'guest' }
        Invoke-Emulator $emulator tokens/expire -Method Post -Body @{ service = 'elvis' }
        $result = Test-ApiSession dam
        $result.Passed | Should -BeFalse
        (Get-Layer $result Http).Status | Should -Be 'Passed'
        (Get-Layer $result Authentication).Status | Should -Be 'Failed'
        (Get-Layer $result Authentication).Remedy | Should -Not -BeNullOrEmpty
        (Get-Layer $result Permission).Status | Should -Be 'Skipped'
        Test-ApiSession dam -Quiet | Should -BeFalse
    }

    It 'tells a missing permission from a bad login' {
        $bob = Connect-FourWayShop $emulator.Address -Credential (New-TestCredential bob Builder-1999) -CompanyId ACME -SiteId 501 -Name bob
        $result = $bob | Test-ApiSession -Uri 'api?cmd=product_v1'
        (Get-Layer $result Authentication).Status | Should -Be 'Passed'
        (Get-Layer $result Permission).Status | Should -Be 'Failed'
    }

    It 'finds a clock that is wrong' {
        Invoke-Emulator $emulator clock -Method Post -Body @{ skewSeconds = -600 }
        $result = Test-ApiSession dam
        (Get-Layer $result Clock).Status | Should -Be 'Warning'
        (Get-Layer $result Clock).Finding | Should -BeLike '*behind*'
        $result.Passed | Should -BeTrue
    }

    It 'finds where a connection ends: <Name>' -ForEach @(
        @{ Name = 'no such name'; Server = 'https://no-such-host.invalid'; Failed = 'NameResolution'; More = @{} }
        @{ Name = 'no service at the port'; Server = 'http://127.0.0.1:1'; Failed = 'Tcp'; More = @{} }
        @{ Name = 'no TLS at the port'; Server = '{https}'; Failed = 'Tls'; More = @{} }
        @{ Name = 'no such proxy'; Server = '{http}'; Failed = 'Tcp'; More = @{ Proxy = 'http://127.0.0.1:1' } }
    ) {
        $address = $Server.Replace('{https}', $emulator.Address.Replace('http:', 'https:')).Replace('{http}', $emulator.Address)
        $session = Connect-SoftExpert $address -ApiKey (New-TestSecret abc) -Name broken @More
        $result = $session | Test-ApiSession
        @($result.Layers | Where-Object Status -EQ Failed).Layer | Should -Be $Failed
        (Get-Layer $result $Failed).Remedy | Should -Not -BeNullOrEmpty
        (Get-Layer $result Authentication).Status | Should -Be 'Skipped'
    }

    It 'says of a key that only a request can prove it' {
        $key = New-TestSecret (Invoke-Emulator $emulator accounts).softExpert[0].apiKey
        $session = Connect-SoftExpert $emulator.Address -ApiKey $key -Name se
        (Get-Layer (Test-ApiSession se) Authentication).Status | Should -Be 'Skipped'
        (Get-Layer (Test-ApiSession se) Authentication).Remedy | Should -BeLike '*-Uri*'
    }

    It 'uses the probe that the session was connected with' {
        Connect-Elvis $emulator.Address -Credential $guest -Name probed -ProbeUri services/ping | Test-ApiSession -Quiet | Should -BeTrue
        (Get-EmulatorLog $emulator '/services/ping').Count | Should -Be 1
    }

    It 'names -Uri where it can not be used' {
        (Get-ErrorOf { Test-ApiSession dam -Uri 'https://other.example.com/' })[0].FullyQualifiedErrorId | Should -BeLike 'CrossOriginRequest,*'
    }
}
