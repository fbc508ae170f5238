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
}
