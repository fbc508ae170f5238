BeforeDiscovery {
    $hasVault = [bool](Get-Module Microsoft.PowerShell.SecretManagement -ListAvailable)
}

BeforeAll {
    . "$PSScriptRoot/Support/Emulator.ps1"
}

AfterAll {
    Stop-Emulator $emulator
}

Describe 'Secrets' {
    BeforeAll {
        $keyText = (Invoke-Emulator $emulator accounts).softExpert[0].apiKey
        $password = 'Integr@tion-1'
        $sessions = @(
            Connect-SoftExpert $emulator.Address -ApiKey (New-TestSecret $keyText) -Name key
            Connect-SoftExpert $emulator.Address -Credential (New-TestCredential integration $password) -Name basic
            Connect-FourWayShop $emulator.Address -Credential (New-TestCredential ada 'Lovelace-1815') -CompanyId ACME -SiteId 501 -Name shop
            Connect-FourWayShop $emulator.Address -Credential (New-TestCredential ada 'Lovelace-1815') -CompanyId ACME -SiteId 501 -Name cookies -AuthenticationMode Cookie
            Get-SbtSecurityToken -Server $emulator.Address -ApiKey (New-TestSecret 'sbt-key-never') -TokenExpiration Never -Name sbt
            Connect-Elvis $emulator.Address -Credential (New-TestCredential admin 'admin-Passw0rd') -Name dam
        )
        $secrets = @($keyText, $password, 'Lovelace-1815', 'sbt-key-never', 'admin-Passw0rd') + @($sessions | Get-ApiAccessToken -AsPlainText) | Sort-Object -Unique

        function Find-Secret([string]$Text) {
            foreach ($secret in $secrets) {
                if ($Text.Contains($secret) -or $Text.Contains([System.Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($secret)))) {
                    $secret.Substring(0, [System.Math]::Min(8, $secret.Length))
                }
            }
        }
    }

    It 'are known to this test' {
        $secrets.Count | Should -BeGreaterThan 7
        Find-Secret "x $($secrets[0]) y" | Should -Not -BeNullOrEmpty
    }

    It 'are not in what a session shows by <Name>' -ForEach @(
        @{ Name = 'Format-Table'; Show = { $args[0] | Format-Table * -Force | Out-String -Width 4000 } }
        @{ Name = 'Format-List'; Show = { $args[0] | Format-List * -Force | Out-String -Width 4000 } }
        @{ Name = 'Format-Custom'; Show = { $args[0] | Format-Custom * -Depth 6 -Force | Out-String -Width 4000 } }
        @{ Name = 'ConvertTo-Json'; Show = { $args[0] | ConvertTo-Json -Depth 8 -WarningAction Ignore } }
        @{ Name = 'ConvertTo-Csv'; Show = { $args[0] | ConvertTo-Csv | Out-String } }
        @{ Name = 'ConvertTo-Xml'; Show = { $args[0] | ConvertTo-Xml -Depth 8 -As String } }
        @{ Name = 'Export-Clixml'; Show = { $args[0] | Export-Clixml (Join-Path $TestDrive s.xml) -Depth 8; Get-Content (Join-Path $TestDrive s.xml) -Raw } }
        @{ Name = 'Test-ApiSession'; Show = { $args[0] | Test-ApiSession | ConvertTo-Json -Depth 8 -WarningAction Ignore } }
    ) {
        $text = & $Show $sessions
        $text | Should -Match 'SoftExpert'
        Find-Secret $text | Should -BeNullOrEmpty
    }

    It 'are not in the streams of a login, nor in its errors' {
        Add-Fault $emulator @{ kind = 'rawBody'; path = '/services/apilogin'; contentType = 'application/json'; body = '{"errorcode":500,"message":"admin-Passw0rd is wrong"}' }
        $text = & {
            Connect-Elvis $emulator.Address -Credential (New-TestCredential admin 'admin-Passw0rd') -Name dam -Verbose -Debug
            Connect-Elvis $emulator.Address -Credential (New-TestCredential admin 'admin-Passw0rd') -Name dam -Verbose -Debug
            Update-ApiSession dam -Verbose -Debug
        } *>&1 | ForEach-Object { $_ | Format-List * -Force | Out-String -Width 4000; if ($_.Exception) { $_.Exception | Format-List * -Force | Out-String -Width 4000 } } | Out-String
        $text | Should -Match 'logged in'
        $text | Should -Match 'LoginFailed'
        Find-Secret $text | Should -BeNullOrEmpty
    }

    It 'are no parameter that is readable text' {
        $readable = Get-Command -Module ApiAuth | ForEach-Object {
            foreach ($parameter in $_.Parameters.Values) {
                if ($parameter.ParameterType -eq [string] -and $parameter.Name -match 'key|password|secret(?!Name)|token(?!Expiration)|credential') {
                    "$($_.Name) -$($parameter.Name)"
                }
            }
        }
        $readable | Should -BeNullOrEmpty
    }
}

Describe 'Secrets of a vault' -Skip:(-not $hasVault) {
    BeforeAll {
        # A vault of this test's own, and a SecretManagement that knows no other.
        $dataHome = $env:XDG_DATA_HOME
        $localData = $env:LOCALAPPDATA
        $userHome = $env:HOME
        $env:HOME = $env:XDG_DATA_HOME = $env:LOCALAPPDATA = $TestDrive
        $folder = New-Item -ItemType Directory -Path (Join-Path $TestDrive 'TestVault/TestVault.Extension')
        Set-Content -Path (Join-Path $folder.Parent 'TestVault.psd1') -Value "@{ ModuleVersion = '1.0'; GUID = '$(New-Guid)'; NestedModules = @('./TestVault.Extension'); FunctionsToExport = @() }"
        Set-Content -Path (Join-Path $folder 'TestVault.Extension.psd1') -Value "@{ ModuleVersion = '1.0'; GUID = '$(New-Guid)'; RootModule = 'TestVault.Extension.psm1'; FunctionsToExport = '*' }"
        Set-Content -Path (Join-Path $folder 'TestVault.Extension.psm1') -Value @'
            function Get-Secret { param($Name, $VaultName, $AdditionalParameters)
                switch ($Name) {
                    'dam' { [pscredential]::new('guest', (ConvertTo-SecureString guest -AsPlainText -Force)) }
                    'sbt' { ConvertTo-SecureString sbt-key-never -AsPlainText -Force }
                    'table' { @{ a = 1 } }
                    'locked' { Read-Host 'Password of the vault' }
                }
            }
            function Get-SecretInfo { param($Filter, $VaultName, $AdditionalParameters)
                foreach ($name in 'dam', 'sbt', 'table', 'locked' -like $Filter) {
                    [Microsoft.PowerShell.SecretManagement.SecretInformation]::new($name, 'Unknown', $VaultName)
                }
            }
            function Set-Secret { param($Name, $Secret, $VaultName, $AdditionalParameters, $Metadata) }
            function Remove-Secret { param($Name, $VaultName, $AdditionalParameters) }
            function Test-SecretVault { param($VaultName, $AdditionalParameters) $true }
'@
        Import-Module Microsoft.PowerShell.SecretManagement
        Register-SecretVault -Name TestVault -ModuleName $folder.Parent.FullName
    }

    AfterAll {
        Unregister-SecretVault -Name TestVault
        $env:XDG_DATA_HOME = $dataHome
        $env:LOCALAPPDATA = $localData
        $env:HOME = $userHome
    }

    It 'serve as a credential' {
        (Connect-Elvis $emulator.Address -SecretName dam).UserName | Should -Be 'guest'
        (Connect-Elvis $emulator.Address -SecretName dam -VaultName TestVault).State | Should -Be 'Connected'
    }

    It 'serve as a key' {
        (Get-SbtSecurityToken -Server $emulator.Address -SecretName sbt -TokenExpiration Never).State | Should -Be 'Connected'
    }

    It 'are refused by the name of the parameter where <Name>' -ForEach @(
        @{ Name = 'a key stands for a credential'; Parameter = 'SecretName'; Command = { Connect-Elvis $emulator.Address -SecretName sbt } }
        @{ Name = 'a credential stands for a key'; Parameter = 'SecretName'; Command = { Get-SbtSecurityToken -Server $emulator.Address -SecretName dam } }
        @{ Name = 'they are of another kind'; Parameter = 'SecretName'; Command = { Connect-Elvis $emulator.Address -SecretName table } }
        @{ Name = 'a key or a credential is wanted'; Parameter = 'SecretName'; Text = '*SecureString*PSCredential*'; Command = { Connect-SoftExpert $emulator.Address -SecretName table } }
        @{ Name = 'there is none'; Parameter = 'SecretName'; Command = { Connect-Elvis $emulator.Address -SecretName nothing } }
        @{ Name = 'there is no such vault'; Parameter = 'VaultName'; Command = { Connect-Elvis $emulator.Address -SecretName dam -VaultName Other } }
        @{ Name = 'the vault asks for its password'; Parameter = 'SecretName'; Command = { Connect-Elvis $emulator.Address -SecretName locked } }
    ) {
        $problem = Get-ErrorOf $Command
        $problem.Count | Should -Be 1
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        "$($problem[0])" | Should -BeLike "-${Parameter}: $($Text ?? '*')"
    }
}

Describe 'Secrets without SecretManagement' {
    It 'are an error that names the parameter and the module' {
        $folder = New-Item -ItemType Directory -Path (Join-Path $TestDrive 'Broken/Microsoft.PowerShell.SecretManagement')
        Set-Content -Path (Join-Path $folder 'Microsoft.PowerShell.SecretManagement.psd1') -Value "@{ ModuleVersion = '99.0'; RootModule = 'missing.dll' }"
        $modulePath = $env:PSModulePath
        try {
            $env:PSModulePath = $folder.Parent.FullName + [System.IO.Path]::PathSeparator + $modulePath
            $problem = Get-ErrorOf { Connect-Elvis $emulator.Address -SecretName dam }
        }
        finally {
            $env:PSModulePath = $modulePath
        }

        $problem[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        "$($problem[0])" | Should -BeLike '-SecretName: *Microsoft.PowerShell.SecretManagement*Install it*'
    }
}
