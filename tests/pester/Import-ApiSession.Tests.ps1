BeforeAll {
    . "$PSScriptRoot/Support/Emulator.ps1"
    $password = New-TestSecret 'between us'
    $file = Join-Path $TestDrive dam.session
    $null = Connect-Elvis $emulator.Address -Credential $guest -Name dam
    Export-ApiSession $file -Session dam -Password $password
}

AfterAll {
    Stop-Emulator $emulator
}

Describe 'Import-ApiSession' {
    It 'emits the session, which is the default and works without a login' {
        $logins = (Get-EmulatorLog $emulator '/services/apilogin').Count
        $session = Import-ApiSession $file -Password $password -Name imported
        $session.Name | Should -Be 'imported'
        $session.IsDefault | Should -BeTrue
        $session.LoginCount | Should -Be 0
        (Invoke-AuthenticatedRequest services/profile -Method Post).username | Should -Be 'guest'
        (Get-EmulatorLog $emulator '/services/apilogin').Count | Should -Be $logins
    }

    It 'has the probe of the session, and warns where the tokens that it shared can not be' -Skip:(-not $IsLinux) {
        $dataHome = $env:XDG_DATA_HOME
        $env:XDG_DATA_HOME = Join-Path $TestDrive data
        try {
            $certificate = New-TestCertificate -Name shared
            $null = Connect-Elvis $emulator.Address -Credential $guest -Name shared -ProbeUri services/ping -TokenCache User -TokenCacheProtection Certificate -TokenCacheCertificate $certificate
            $copy = Join-Path $TestDrive shared.session
            Export-ApiSession $copy -Session shared -Password $password -IncludeCredential
            $session = Import-ApiSession $copy -Password $password -Name copy -WarningVariable warnings -WarningAction SilentlyContinue
            "$warnings" | Should -BeLike '*Certificate*-TokenCache User*'
            (Test-ApiSession -Session $session).Layers.Finding | Should -Contain 'GET /services/ping is answered with 200'
        }
        finally {
            $env:XDG_DATA_HOME = $dataHome
        }
    }

    It 'works in another process' {
        $result = Invoke-NewPowerShell -ArgumentList (Get-TestedModulePath), $file {
            param($Module, $File)
            Import-Module $Module
            $session = Import-ApiSession $File -Password (ConvertTo-SecureString 'between us' -AsPlainText -Force)
            @{ Name = $session.Name; User = (Invoke-AuthenticatedRequest services/profile -Method Post -Session $session).username }
        }
        $result.Name | Should -Be 'dam'
        $result.User | Should -Be 'guest'
    }

    It 'replaces a session of the name only with -Force, and not with -WhatIf' {
        $before = Get-ApiSession dam
        (Get-ErrorOf { Import-ApiSession $file -Password $password })[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        Import-ApiSession $file -Password $password -Force -WhatIf 6>$null | Should -BeNullOrEmpty
        Get-ApiSession dam | Should -Be $before
        Import-ApiSession $file -Password $password -Force | Should -Not -Be $before
        $before.State | Should -Be 'Disconnected'
    }

    It 'refuses <Name>' -ForEach @(
        @{ Name = 'another password'; Password = 'other'; Content = $null }
        @{ Name = 'a file of another kind'; Password = 'between us'; Content = '{"token":"plain"}' }
    ) {
        $path = $file
        if ($Content) {
            $path = Join-Path $TestDrive other.session
            $Content | Set-Content $path
        }

        $failure = (Get-ErrorOf { Import-ApiSession $path -Password (New-TestSecret $Password) -Name x })[0]
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidSessionFile,*'
        $failure.CategoryInfo.Category | Should -Be 'InvalidData'
        Get-ApiSession x -ErrorAction Ignore | Should -BeNullOrEmpty
    }

    It 'says which file is missing' {
        (Get-ErrorOf { Import-ApiSession (Join-Path $TestDrive none) -Password $password })[0].CategoryInfo.Category | Should -Not -Be 'NotSpecified'
    }

    It 'takes a certificate in place of a password' {
        $private = New-TestCertificate handover
        $public = [System.Security.Cryptography.X509Certificates.X509CertificateLoader]::LoadCertificate($private.Export('Cert'))
        $path = Join-Path $TestDrive cms.session
        Export-ApiSession $path -Session dam -Certificate $public
        (Import-ApiSession $path -Certificate $private -Name cms).UserName | Should -Be 'guest'
        (Get-ErrorOf { Import-ApiSession $path -Certificate $public -Name cms2 })[0].FullyQualifiedErrorId | Should -BeLike 'InvalidSessionFile,*'
    }

    It 'renews a session whose login needs a secret of -LoginBody' {
        $body = @{ username = '{UserName}'; password = '{Password}'; companyId = New-TestSecret ACME; siteId = 501 }
        $shop = Connect-FourWayShop $emulator.Address -Credential (New-TestCredential ada Lovelace-1815) -LoginBody $body -Name shop
        $path = Join-Path $TestDrive shop.session
        Export-ApiSession $path -Session $shop -Password $password -IncludeCredential
        [System.Text.Encoding]::Latin1.GetString([System.IO.File]::ReadAllBytes($path)) | Should -Not -Match 'ACME'
        $imported = Import-ApiSession $path -Password $password -Name shop2
        Update-ApiSession $imported -Force
        $imported.LoginCount | Should -Be 1
    }
}
