BeforeAll {
    . "$PSScriptRoot/Support/Emulator.ps1"
    $password = New-TestSecret 'between us'
}

AfterAll {
    Stop-Emulator $emulator
}

Describe 'Export-ApiSession' {
    BeforeEach {
        Reset-Emulator $emulator
        $session = Connect-Elvis $emulator.Address -Credential $guest -Name dam
        $file = Join-Path $TestDrive "$(New-Guid).session"
    }

    It 'writes a file that holds no secret as text, and emits nothing' {
        Export-ApiSession $file -Password $password -IncludeCredential | Should -BeNullOrEmpty
        $text = [System.Text.Encoding]::Latin1.GetString([System.IO.File]::ReadAllBytes($file))
        $text | Should -Not -Match 'guest'
        $text.Contains((Get-ApiAccessToken $session -AsPlainText)) | Should -BeFalse
    }

    It 'emits the file with -PassThru' {
        (Export-ApiSession $file -Session dam -Password $password -PassThru).FullName | Should -Be $file
    }

    It 'closes the file to others' -Skip:$IsWindows {
        Export-ApiSession $file -Password $password
        [System.IO.File]::GetUnixFileMode($file) | Should -Be ([System.IO.UnixFileMode]'UserRead, UserWrite')
    }

    It 'replaces a file only with -Force' {
        'mine' | Set-Content $file
        (Get-ErrorOf { Export-ApiSession $file -Password $password })[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        Get-Content $file | Should -Be 'mine'
        Export-ApiSession $file -Password $password -Force
        (Import-ApiSession $file -Password $password -Name other).Name | Should -Be 'other'
    }

    It 'writes nothing with -WhatIf' {
        Export-ApiSession $file -Password $password -WhatIf 6>$null
        Test-Path $file | Should -BeFalse
    }

    It 'refuses an empty password' {
        (Get-ErrorOf { Export-ApiSession $file -Password ([securestring]::new()) })[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        Test-Path $file | Should -BeFalse
    }

    It 'warns of the client certificate, which stays here' {
        $key = [System.Security.Cryptography.RSA]::Create(2048)
        $request = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new(
            'CN=client', $key, [System.Security.Cryptography.HashAlgorithmName]::SHA256, [System.Security.Cryptography.RSASignaturePadding]::Pkcs1)
        $certificate = $request.CreateSelfSigned([datetimeoffset]::UtcNow.AddDays(-1), [datetimeoffset]::UtcNow.AddDays(1))
        $session = Connect-Elvis $emulator.Address -Credential $guest -Certificate $certificate
        Export-ApiSession $file -Session $session -Password $password -IncludeCredential -WarningVariable warnings 3>$null
        $warnings | Should -BeLike '*client certificate*not in the file*'
    }

    It 'warns of the proxy''s credential where it is not in the file' {
        $session = Connect-Elvis $emulator.Address -Credential $guest -ProxyCredential (New-TestCredential ada geheim)
        Export-ApiSession $file -Session $session -Password $password -WarningVariable warnings 3>$null
        $warnings | Should -BeLike '*proxy*-IncludeCredential*'
        Export-ApiSession $file -Session $session -Password $password -IncludeCredential -Force -WarningVariable warnings 3>$null
        $warnings | Should -BeNullOrEmpty
    }
}
