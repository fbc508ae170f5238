# What every user of PowerShell expects of a module, read from its metadata.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/ApiAuth.TestSupport.psm1" -Force
    Import-TestedModule
    $cmdlets = @(Get-Command -Module ApiAuth | ForEach-Object Name)

    # Those that change nothing, here or at a service; sessions are selected for one runspace and no longer.
    $reading = 'Get-ApiAccessToken', 'Get-ApiRequestLog', 'Get-ApiSession', 'Select-ApiSession', 'Test-ApiSession'
    $changing = $cmdlets | Where-Object { $_ -notin $reading }
    $silent = 'Clear-ApiTokenCache', 'Disconnect-ApiSession'
    $emitting = $cmdlets | Where-Object { $_ -notin $silent }
    $views = 'ApiAuth.ApiSession', 'ApiAuth.ApiRequestRecord', 'ApiAuth.SessionTestResult', 'ApiAuth.Http.RequestAttempt'
}

BeforeAll {
    Import-Module "$PSScriptRoot/Support/ApiAuth.TestSupport.psm1" -Force
    Import-TestedModule

    function Get-Attribute($Parameter, [type]$Type) {
        $Parameter.Attributes | Where-Object { $Type.IsInstanceOfType($_) }
    }
}

Describe 'The cmdlet <_>' -ForEach $cmdlets {
    BeforeAll {
        $name = $_
        $command = Get-Command $name
    }

    It 'has an approved verb and a singular noun' {
        $command.CommandType | Should -Be Cmdlet
        $command.Verb | Should -BeIn (Get-Verb).Verb
        $command.Noun | Should -Not -Match '(?<!s|Elvi)s$' -Because 'nouns are singular'
        $command.Noun | Should -MatchExactly '^[A-Z]'
    }

    It 'has parameters in Pascal case, which are no secrets in plain text' {
        foreach ($parameter in Get-OwnParameter $name) {
            $parameter.Name | Should -MatchExactly '^[A-Z][A-Za-z]+$'
            if ($parameter.Name -match '(Password|ApiKey|Secret|Token|Credential)$' -and $parameter.Name -notmatch '^IncludeCredential$') {
                $parameter.ParameterType | Should -BeIn ([securestring], [pscredential]) -Because "-$($parameter.Name) would be a secret"
            }
        }
    }

    It 'has no parameter that hides a common one, and no alias twice' {
        $names = @(Get-OwnParameter $name | ForEach-Object { $_.Name; $_.Aliases })
        @($names | Group-Object | Where-Object Count -GT 1).Name | Should -BeNullOrEmpty
        $common = [System.Management.Automation.PSCmdlet]::CommonParameters + 'vb', 'db', 'ea', 'wa', 'infa', 'ev', 'wv', 'iv', 'ov', 'ob', 'pv', 'proga'
        $names | Where-Object { $_ -in $common } | Should -BeNullOrEmpty
    }

    It 'tells each parameter once for each set, with positions that do not collide' {
        foreach ($set in $command.ParameterSets) {
            $positions = @($set.Parameters | Where-Object Position -GE 0 | ForEach-Object Position)
            @($positions | Group-Object | Where-Object Count -GT 1) | Should -BeNullOrEmpty
            @($set.Parameters | Where-Object ValueFromPipeline).Count | Should -BeLessOrEqual 1
        }

        if ($command.ParameterSets.Count -gt 1) {
            @($command.ParameterSets | Where-Object IsDefault).Count | Should -Be 1
        }
    }

    It 'completes and takes sessions wherever it takes one' {
        $session = Get-OwnParameter $name | Where-Object Name -EQ Session
        if ($session) {
            Get-Attribute $session ([System.Management.Automation.ArgumentCompleterAttribute]) | Should -Not -BeNullOrEmpty
            Get-Attribute $session ([System.Management.Automation.ArgumentTransformationAttribute]) | Should -Not -BeNullOrEmpty
            @($session.ParameterSets.Values | Where-Object { $_.ValueFromPipeline -or $_.ValueFromPipelineByPropertyName }).Count | Should -BeGreaterThan 0
        }
    }

    It 'has no help message, which would stand for a prompt' {
        Get-OwnParameter $name | ForEach-Object { $_.ParameterSets.Values.HelpMessage } | Where-Object { $_ } | Should -BeNullOrEmpty
    }
}

Describe 'What changes something: <_>' -ForEach $changing {
    It 'honours -WhatIf and -Confirm, and stops no script by itself' {
        $command = Get-Command $_
        $command.Parameters.Keys | Should -Contain WhatIf
        $command.Parameters.Keys | Should -Contain Confirm
        $attribute = $command.ImplementingType.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $true)[0]
        $attribute.ConfirmImpact | Should -BeIn Low, Medium
    }
}

Describe 'What emits something: <_>' -ForEach $emitting {
    It 'says what' {
        (Get-Command $_).OutputType | Should -Not -BeNullOrEmpty
    }
}

Describe 'Completion' {
    It 'comes with <Parameter> of <Cmdlet>' -ForEach @(
        @{ Cmdlet = 'Get-ApiSession'; Parameter = 'Name' }, @{ Cmdlet = 'Get-ApiSession'; Parameter = 'Provider' }
        @{ Cmdlet = 'Invoke-AuthenticatedRequest'; Parameter = 'Method' }, @{ Cmdlet = 'Get-ApiRequestLog'; Parameter = 'Method' }
        @{ Cmdlet = 'Connect-Elvis'; Parameter = 'LoginMethod' }, @{ Cmdlet = 'Connect-FourWayShop'; Parameter = 'AuthenticationMode' }
        @{ Cmdlet = 'Get-SbtSecurityToken'; Parameter = 'Environment' }, @{ Cmdlet = 'Get-SbtSecurityToken'; Parameter = 'Protocol' }, @{ Cmdlet = 'Get-SbtSecurityToken'; Parameter = 'TokenExpiration' }
    ) {
        $declared = (Get-Command $Cmdlet).Parameters[$Parameter]
        (Get-Attribute $declared ([System.Management.Automation.ArgumentCompleterAttribute])) -or $declared.ParameterType.IsEnum | Should -BeTrue
    }
}

Describe 'Formatting' {
    It 'has a view for <_>' -ForEach $views {
        Get-FormatData -TypeName $_ -PowerShellVersion $PSVersionTable.PSVersion | Should -Not -BeNullOrEmpty
    }

    It 'has a view for each type of the module that a cmdlet says it emits' {
        foreach ($type in (Get-Command -Module ApiAuth).OutputType.Type | Where-Object { $_.Namespace -like 'ApiAuth*' } | Sort-Object FullName -Unique) {
            Get-FormatData -TypeName $type.FullName -PowerShellVersion $PSVersionTable.PSVersion | Should -Not -BeNullOrEmpty -Because "$type is emitted"
        }
    }

    It 'has views whose properties there are' {
        [xml]$views = Get-Content (Join-Path (Split-Path (Get-TestedModulePath)) module/ApiAuth.Format.ps1xml) -Raw
        $assemblies = [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext((Get-Command Test-ApiSession).ImplementingType.Assembly).Assemblies
        foreach ($view in $views.SelectNodes('//View[TableControl or ListControl]')) {
            $name = $view.SelectSingleNode('ViewSelectedBy/TypeName').InnerText
            $type = $assemblies | ForEach-Object { $_.GetType($name) } | Where-Object { $_ } | Select-Object -First 1
            $type | Should -Not -BeNullOrEmpty -Because "$name has a view"
            foreach ($node in $view.SelectNodes('.//PropertyName')) {
                $type.GetProperty($node.InnerText) | Should -Not -BeNullOrEmpty -Because "$name is shown with $($node.InnerText)"
            }
        }
    }
}

Describe 'The manifest' {
    BeforeAll {
        $path = Get-TestedModulePath
        $manifest = Test-ModuleManifest $path
        $data = Import-PowerShellDataFile $path
    }

    It 'is complete' {
        foreach ($key in 'RootModule', 'ModuleVersion', 'GUID', 'Author', 'CompanyName', 'Copyright', 'Description', 'PowerShellVersion', 'CompatiblePSEditions') {
            $data[$key] | Should -Not -BeNullOrEmpty -Because "$key is expected of it"
        }

        $data.PrivateData.PSData.Keys | Should -Contain Tags
        $data.PrivateData.PSData.Keys | Should -Contain LicenseUri
        $data.PrivateData.PSData.Keys | Should -Contain ProjectUri
        $data.PrivateData.PSData.Tags | Where-Object { $_ -match '\s' } | Should -BeNullOrEmpty
        [version]$data.PowerShellVersion | Should -BeGreaterOrEqual ([version]'7.6')
        $data.CompatiblePSEditions | Should -Be 'Core'
    }

    It 'exports by name just what there is' {
        $data.CmdletsToExport | Sort-Object | Should -Be @((Get-Command -Module ApiAuth).Name | Sort-Object)
        $data.FunctionsToExport, $data.AliasesToExport, $data.VariablesToExport | ForEach-Object { $_ } | Should -BeNullOrEmpty
        $types = (Get-Command Test-ApiSession).ImplementingType.Assembly.GetTypes() | Where-Object { $_.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false) }
        $types.Count | Should -Be $data.CmdletsToExport.Count
    }

    It 'names files that there are' {
        foreach ($file in @($data.RootModule) + $data.FormatsToProcess) {
            Join-Path (Split-Path $path) $file | Should -Exist
        }
    }

    It 'clashes with no command and no alias of PowerShell' {
        $own = (Get-Command -Module ApiAuth).Name
        $others = Get-Command -Module Microsoft.PowerShell.* | ForEach-Object Name
        $own | Where-Object { $_ -in $others -or (Get-Alias $_ -ErrorAction Ignore) } | Should -BeNullOrEmpty
        (Get-Module ApiAuth).ExportedAliases.Count | Should -Be 0
    }
}

Describe 'In the culture <_>' -ForEach 'tr-TR', 'de-DE' {
    BeforeAll {
        $emulator = Start-Emulator
        $culture = $_
        $result = Invoke-NewPowerShell {
            param($Support, $Address, $Culture, $Folder)
            [cultureinfo]::CurrentCulture = [cultureinfo]::CurrentUICulture = [cultureinfo]::DefaultThreadCurrentCulture = [cultureinfo]::DefaultThreadCurrentUICulture = $Culture
            Import-Module $Support
            Import-TestedModule
            $emulator = @{ Address = $Address }
            $key = (Invoke-Emulator $emulator accounts).softExpert[0].apiKey
            $null = Connect-SoftExpert $Address -ApiKey (New-TestSecret $key) -Name SUITE -ProbeUri v1/dataset-integration/employees
            $null = Connect-FourWayShop $Address -Credential (New-TestCredential ada Lovelace-1815) -CompanyId ACME -SiteId 501 -AuthenticationMode Cookie -Name shop -ProbeUri 'api?cmd=brand_v1'
            $null = Get-SbtSecurityToken -Server $Address -ApiKey (New-TestSecret sbt-key-never) -TokenExpiration Never -Name texts
            $null = Connect-Elvis $Address -Credential (New-TestCredential guest guest) -Name dam
            Add-Fault $emulator @{ kind = 'status'; status = 503; retryAfter = '1'; path = '/services/ping' }
            $price = (Invoke-AuthenticatedRequest api -Query @{ cmd = 'product_v1'; limit = 1 } -Session SHOP).valueObjectList[0].price
            $ping = Invoke-AuthenticatedRequest services/ping -Session dam -ContentType 'APPLICATION/JSON' -Headers @{ 'IF-NONE-MATCH' = '"x"' } -AsResponse
            Invoke-AuthenticatedRequest services/none -Session dam -ErrorAction SilentlyContinue
            Get-ApiSession | Export-ApiRequestLog (Join-Path $Folder log.har)
            Get-ApiSession | Export-ApiRequestLog (Join-Path $Folder log.html)
            [ordered]@{
                Culture   = "$([cultureinfo]::CurrentCulture)"
                Price     = $price.ToString([cultureinfo]::InvariantCulture)
                State     = $ping.Content.state
                Attempts  = $ping.Attempts.Count
                Sessions  = @((Get-ApiSession SUI*, D*).Name)
                Passed    = @(Get-ApiSession | Test-ApiSession -Quiet)
                Failed    = @(Get-ApiRequestLog dam -Failed -Method get -Uri SERVICES/NONE).Count
                Completed = @((TabExpansion2 'Test-ApiSession su' 18).CompletionMatches.CompletionText)
                ErrorId   = $Error[0].FullyQualifiedErrorId
                Shown     = (Get-ApiRequestLog dam | Out-String) + (Test-ApiSession dam | Out-String) + (Get-ApiSession | Out-String)
            }
        } (Join-Path (Get-TestRoot) tests/pester/Support/ApiAuth.TestSupport.psm1), $emulator.Address, $culture, $TestDrive
    }

    AfterAll {
        Stop-Emulator $emulator
    }

    It 'works as elsewhere' {
        $result.Culture | Should -Be $culture
        $result.Price | Should -Be '0.99'
        $result.State | Should -Be 'running'
        $result.Attempts | Should -Be 2
        $result.Sessions | Should -Be 'SUITE', 'dam'
        $result.Passed | Should -Be $true, $true, $true, $true
        $result.Failed | Should -Be 1
        $result.Completed | Should -Be 'SUITE'
        $result.ErrorId | Should -BeLike 'RequestFailed,*'
        $result.Shown | Should -Match 'services/ping'
    }

    It 'writes files that are the same everywhere' {
        Test-Json -Json (Get-Content (Join-Path $TestDrive log.har) -Raw) -SchemaFile (Join-Path (Get-TestRoot) tests/assets/har-1.2.schema.json) | Should -BeTrue
        Get-Content (Join-Path $TestDrive log.html) -Raw | Should -Not -Match '--[swa]:\d+,\d|flex:\d+,\d'
    }
}
