# The help in its two forms against the cmdlets themselves, and every example of it run.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/ApiAuth.TestSupport.psm1" -Force
    Import-TestedModule
    $cmdlets = (Get-Command -Module ApiAuth -CommandType Cmdlet).Name
    $docs = Join-Path (Get-TestRoot) docs/en-US
    $hasPlatyPS = $null -ne (Get-Module Microsoft.PowerShell.PlatyPS -ListAvailable)
    # The recipes for schedulers are run by ScheduledTasks.Tests.ps1, as a scheduler runs them.
    # What is for a shell, or installs something, stands there as sh and pwsh.
    $pages = @(Get-ChildItem $docs/*.md -Exclude about_ApiAuth_ScheduledTasks.md) + (Get-Item (Join-Path (Get-TestRoot) README.md))
    $examples = foreach ($file in $pages) {
        $number = 0
        foreach ($match in [regex]::Matches((Get-Content $file -Raw), '(?ms)^```powershell\r?\n(?<code>.*?)^```')) {
            @{ Page = $file.BaseName; Number = ++$number; Code = $match.Groups['code'].Value }
        }
    }
}

BeforeAll {
    Import-Module "$PSScriptRoot/Support/ApiAuth.TestSupport.psm1" -Force
    Import-TestedModule
    $docs = Join-Path (Get-TestRoot) docs/en-US
    $common = [System.Management.Automation.PSCmdlet]::CommonParameters + [System.Management.Automation.PSCmdlet]::OptionalCommonParameters

    function Get-CoreType([string]$Name) {
        $cmdlets = (Get-Command Test-ApiSession).ImplementingType.Assembly
        $core = [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext($cmdlets).Assemblies | Where-Object { $_.GetName().Name -eq 'ApiAuth.Core' }
        if (-not $core) { $null = Get-ApiSession; $core = [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext($cmdlets).Assemblies | Where-Object { $_.GetName().Name -eq 'ApiAuth.Core' } }
        $core.GetType($Name, $true)
    }
}

Describe 'The help of <_>' -ForEach $cmdlets {
    BeforeAll {
        $name = $_
        $help = Get-Help $name -Full
    }

    It 'is complete' {
        $help.Synopsis.Trim() | Should -Not -BeNullOrEmpty
        $help.Synopsis | Should -Not -Match ([regex]::Escape($name)) -Because 'that would be the syntax, which stands in for help that is missing'
        ($help.description.Text -join '').Trim() | Should -Not -BeNullOrEmpty
        @($help.examples.example).Count | Should -BeGreaterOrEqual 3
        foreach ($example in $help.examples.example) {
            "$($example.code)$($example.introduction.Text)$($example.remarks.Text)".Trim() | Should -Not -BeNullOrEmpty
        }

        ($help.alertSet.alert.Text -join '').Trim() | Should -Not -BeNullOrEmpty
        @($help.inputTypes.inputType).Count | Should -BeGreaterOrEqual 1
        @($help.returnValues.returnValue).Count | Should -BeGreaterOrEqual 1
        $help | Out-String | Should -Not -Match '\{\{'
    }

    It 'describes each parameter, and no other' {
        $described = @($help.parameters.parameter | ForEach-Object Name | Sort-Object)
        $described | Should -Be @(Get-OwnParameter $name | ForEach-Object Name | Sort-Object)
        foreach ($parameter in $help.parameters.parameter) {
            ($parameter.description.Text -join '').Trim() | Should -Not -BeNullOrEmpty -Because "-$($parameter.Name) is to be described"
        }
    }

    It 'is the same in markdown, with the metadata of the cmdlet' -Skip:(-not $hasPlatyPS) {
        Import-Module Microsoft.PowerShell.PlatyPS
        $page = Import-MarkdownCommandHelp (Join-Path $docs "$name.md")
        $page.Synopsis | Should -Be $help.Synopsis.Trim()
        $page.Examples.Count | Should -Be @($help.examples.example).Count
        @($page.Outputs.Typename) | Where-Object { $_ -ne 'None' } | Should -Be @((Get-Command $name).OutputType.Name | Where-Object { $_ })
        foreach ($parameter in Get-OwnParameter $name) {
            $described = $page.Parameters | Where-Object Name -EQ $parameter.Name
            $described | Should -Not -BeNullOrEmpty -Because "-$($parameter.Name) is to be described"
            "$(($help.parameters.parameter | Where-Object Name -EQ $parameter.Name).defaultValue)" | Should -Be "$($described.DefaultValue)" -Because "-$($parameter.Name)"
            $described.SupportsWildcards | Should -Be (@($parameter.Attributes | Where-Object { $_ -is [System.Management.Automation.SupportsWildcardsAttribute] }).Count -gt 0)
            foreach ($set in $parameter.ParameterSets.GetEnumerator()) {
                $itsSet = $described.ParameterSets | Where-Object Name -In $set.Key, '(All)' | Select-Object -First 1
                $itsSet | Should -Not -BeNullOrEmpty -Because "-$($parameter.Name) is in the set $($set.Key)"
                $itsSet.IsRequired | Should -Be $set.Value.IsMandatory -Because "-$($parameter.Name)"
                $itsSet.ValueFromPipeline | Should -Be $set.Value.ValueFromPipeline -Because "-$($parameter.Name)"
                $itsSet.ValueFromPipelineByPropertyName | Should -Be $set.Value.ValueFromPipelineByPropertyName -Because "-$($parameter.Name)"
                $itsSet.Position | Should -Be ($set.Value.Position -lt 0 ? 'Named' : "$($set.Value.Position)") -Because "-$($parameter.Name)"
            }
        }
    }
}

Describe 'The help as a whole' {
    It 'has a page for each cmdlet, and no other' {
        @(Get-ChildItem $docs -Filter '*-*.md').BaseName | Sort-Object | Should -Be @((Get-Command -Module ApiAuth -CommandType Cmdlet).Name | Sort-Object)
    }

    It 'is generated from the markdown as it is' -Skip:(-not $hasPlatyPS) {
        & (Join-Path (Get-TestRoot) build/Help.ps1) -Destination (Join-Path $TestDrive help)
        $made = Get-ChildItem (Join-Path $TestDrive help)
        $kept = Join-Path (Split-Path (Get-TestedModulePath)) module/en-US
        $made.Name | Sort-Object | Should -Be @((Get-ChildItem $kept).Name | Sort-Object)
        foreach ($file in $made) {
            (Get-Content (Join-Path $kept $file.Name) -Raw) -ceq (Get-Content $file -Raw) | Should -BeTrue -Because "$($file.Name) is what build/Help.ps1 makes"
        }
    }

    It 'has the topic <_>' -ForEach 'about_ApiAuth', 'about_ApiAuth_Sessions', 'about_ApiAuth_Security', 'about_ApiAuth_Errors', 'about_ApiAuth_ScheduledTasks',
    'about_ApiAuth_SoftExpert', 'about_ApiAuth_FourWayShop', 'about_ApiAuth_SolutionsByText', 'about_ApiAuth_Elvis' {
        (Get-Help $_ | Out-String).Length | Should -BeGreaterThan 500
    }

    It 'leads to pages that there are' {
        foreach ($match in [regex]::Matches((Get-Content (Join-Path (Get-TestRoot) README.md) -Raw), '\]\((?!https:)(?<page>[^)#]+)')) {
            Join-Path (Get-TestRoot) $match.Groups['page'].Value | Should -Exist -Because 'README.md leads there'
        }

        foreach ($file in Get-ChildItem $docs -Filter *.md) {
            $text = Get-Content $file -Raw
            foreach ($match in [regex]::Matches($text, '\]\((?<page>[\w-]+\.md)\)')) {
                Join-Path $docs $match.Groups['page'].Value | Should -Exist -Because "$($file.Name) leads there"
            }

            foreach ($match in [regex]::Matches($text, '\babout_ApiAuth\w*')) {
                Join-Path (Split-Path (Get-TestedModulePath)) "module/en-US/$($match.Value).help.txt" | Should -Exist -Because "$($file.Name) names it"
            }
        }
    }

    It 'lists the error ids that there are, with the remedies that the module gives' {
        $ids = @((Get-CoreType ApiAuth.ApiErrorId).GetFields() | ForEach-Object Name)
        $own = @((Get-Command Test-ApiSession).ImplementingType.Assembly.GetType('ApiAuth.PowerShell.Errors.ErrorIds').GetFields([System.Reflection.BindingFlags]'Static, Public') | ForEach-Object Name)
        $remedies = [System.Resources.ResourceManager]::new('ApiAuth.Errors.Remedies', (Get-CoreType ApiAuth.ApiErrorId).Assembly)
        $texts = [System.Resources.ResourceManager]::new('ApiAuth.PowerShell.Errors.Texts', (Get-Command Test-ApiSession).ImplementingType.Assembly)
        $rows = @(Get-Content (Join-Path $docs about_ApiAuth_Errors.md) | Where-Object { $_ -match '^\| [A-Z]\w+ \|' -and $_ -notmatch '^\| Id \|' } | ForEach-Object { , @($_.Trim('|', ' ') -split '\s*\|\s*') })
        @($rows | ForEach-Object { $_[0] }) | Sort-Object | Should -Be @($ids + $own | Sort-Object)
        foreach ($row in $rows) {
            $row.Count | Should -Be 3
            $row[1] | Should -Not -BeNullOrEmpty
            $row[2] | Should -Be ($row[0] -in $ids ? $remedies.GetString($row[0]) : $row[0] -eq 'InvalidArgument' ? $texts.GetString('InvalidArgument').Replace('-{0}', 'the parameter') : $texts.GetString($row[0])) -Because $row[0]
        }

        $known = $remedies.GetResourceSet([cultureinfo]::InvariantCulture, $true, $false).Key | ForEach-Object { $_ -replace '_.*' } | Sort-Object -Unique
        $known | Should -Be @($ids | Sort-Object)
    }
}

Describe 'The examples' {
    BeforeAll {
        $emulator = Start-Emulator
        $accounts = Invoke-Emulator $emulator accounts
        $secrets = @{
            dam = New-TestCredential guest guest; shop = New-TestCredential ada Lovelace-1815; suite = New-TestCredential 'ACME\integration' 'Integr@tion-1'
            suitekey = New-TestSecret ($accounts.softExpert | Where-Object apiKey | Select-Object -First 1).apiKey; sbtkey = New-TestSecret sbt-key-never; filekey = New-TestSecret 'a long pass phrase'
        }
        function global:Get-Secret([string]$Name) { $secrets[$Name] }
        $wasAt = Get-Location
        $dataHome = $env:XDG_DATA_HOME
        $env:XDG_DATA_HOME = Join-Path $TestDrive data
    }

    AfterAll {
        Set-Location $wasAt
        Remove-Item function:Get-Secret
        $env:XDG_DATA_HOME = $dataHome
        Stop-Emulator $emulator
    }

    It '<Page>, <Number>' -ForEach $examples {
        if ($IsWindows -and $Code -match 'TokenCache') {
            Set-ItResult -Skipped -Because 'it would touch the tokens of whoever runs the tests'
        }

        Reset-Emulator $emulator
        $folder = New-Item (Join-Path $TestDrive "$Page-$Number") -ItemType Directory
        Set-Location $folder
        $null = Connect-SoftExpert $emulator.Address -ApiKey $secrets.suitekey -Name suite -ProbeUri v1/dataset-integration/employees
        $null = Connect-FourWayShop $emulator.Address -Credential $secrets.shop -CompanyId ACME -SiteId 501 -Name shop
        $null = Get-SbtSecurityToken -Server $emulator.Address -ApiKey $secrets.sbtkey -TokenExpiration Never -Name sbt
        $null = Connect-Elvis $emulator.Address -Credential $secrets.dam -Name dam
        $null = Invoke-AuthenticatedRequest services/profile -Method Post -Session dam
        # The names of the examples stand for the emulator, and a vault for what the test knows.
        $code = $Code -replace 'https://(dam|shop|suite|texts)\.example\.com', $emulator.Address -replace '-TokenCache User', '-TokenCache User -TokenCacheProtection None' -replace '-Environment Staging', "-Server $($emulator.Address)" -replace 'http://127\.0\.0\.1:5080', $emulator.Address -replace 'Import-Module (ApiAuth|\./ApiAuth\.psd1)', "Import-Module '$(Get-TestedModulePath)'" -replace '-SecretName dam', '-Credential (Get-Secret dam)' -replace '-Authentication Bearer', '-Authentication Bearer -AllowUnencryptedAuthentication -NoProxy'
        $problems = @()
        $output = & ([scriptblock]::Create("`$ErrorActionPreference = 'Continue'; $code")) 2>&1 | ForEach-Object {
            # What Get-Error shows is one of the past.
            if ($_ -is [System.Management.Automation.ErrorRecord] -and $_.PSTypeNames -notcontains 'System.Management.Automation.ErrorRecord#PSExtendedError') { $problems += $_ } else { $_ }
        }

        $problems | ForEach-Object { "$($_.FullyQualifiedErrorId): $_" } | Should -BeNullOrEmpty
        $output | Out-String | Out-Null
    }
}
