BeforeAll {
    . "$PSScriptRoot/Support/Emulator.ps1"
    $ada = New-TestCredential ada 'Lovelace-1815'
}

AfterAll {
    Stop-Emulator $emulator
}

Describe 'Connect-FourWayShop' {
    BeforeEach {
        Reset-Emulator $emulator
    }

    It 'logs in for a company and a site' {
        $session = Connect-FourWayShop $emulator.Address -Credential $ada -CompanyId ACME -SiteId 501
        $session.Provider | Should -Be 'FourWayShop'
        $session.Properties.CompanyId | Should -Be 'ACME'
        $session.Properties.SiteId | Should -Be 501
        $session.ExpiresIn.TotalSeconds | Should -BeGreaterThan 270
    }

    It 'carries the login as <Mode>' -ForEach @(
        @{ Mode = 'Bearer'; Header = 'Authorization'; Other = 'Cookie' }
        @{ Mode = 'Cookie'; Header = 'Cookie'; Other = 'Authorization' }
    ) {
        Connect-FourWayShop $emulator.Address -Credential $ada -CompanyId ACME -SiteId 501 -AuthenticationMode $Mode |
            Test-ApiSession -Uri 'api?cmd=order_v1' -Quiet | Should -BeTrue
        $sent = @(Get-EmulatorLog $emulator '/api')[-1]
        $sent.headers.$Header | Should -Not -BeNullOrEmpty
        $sent.headers.$Other | Should -BeNullOrEmpty
    }

    It 'logs in at another path with another body' {
        Invoke-Emulator $emulator settings -Method Patch -Body @{ fourWayShop = @{ loginPath = '/auth/v2' } }
        $body = [ordered]@{ username = '{UserName}'; password = '{Password}'; companyId = 'ACME'; siteId = 501 }
        Connect-FourWayShop $emulator.Address -Credential $ada -LoginPath auth/v2 -LoginBody $body | Out-Null
        $sent = @(Get-EmulatorLog $emulator '/auth/v2')[-1]
        $sent.status | Should -Be 200
        ($sent.body | ConvertFrom-Json).companyId | Should -Be 'ACME'
    }

    It 'names -LoginBody where a member can not be sent' {
        $problem = Get-ErrorOf { Connect-FourWayShop $emulator.Address -Credential $ada -LoginBody @{ at = Get-Date } }
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        "$($problem[0])" | Should -BeLike "-LoginBody: *'at'*"
    }

    It 'is refused with a wrong password' {
        $problem = Get-ErrorOf { Connect-FourWayShop $emulator.Address -Credential (New-TestCredential ada wrong) -CompanyId ACME -SiteId 501 }
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'LoginRejected,*'
        $problem[0].Exception.StatusCode | Should -Be 401
    }
}
