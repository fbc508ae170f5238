BeforeAll {
    Import-Module "$PSScriptRoot/Support/ApiAuth.TestSupport.psm1" -Force
    $module = Get-TestedModulePath
    $others = Split-Path (Get-BuiltFile 'tests/assets/OtherVersions' 'Polly.Core.dll')
    $emulator = Start-Emulator

    $use = {
        param($module, $address)
        Import-Module $module
        $password = ConvertTo-SecureString 'guest' -AsPlainText -Force
        Connect-Elvis $address -Credential ([pscredential]::new('guest', $password)) | Test-ApiSession -Quiet
    }
    $versions = {
        foreach ($context in [System.Runtime.Loader.AssemblyLoadContext]::All) {
            foreach ($assembly in $context.Assemblies | Where-Object { $_.GetName().Name -in 'Polly.Core', 'Microsoft.Extensions.Http' }) {
                "$($context.Name) $($assembly.GetName().Name) $([System.Diagnostics.FileVersionInfo]::GetVersionInfo($assembly.Location).FileMajorPart).$([System.Diagnostics.FileVersionInfo]::GetVersionInfo($assembly.Location).FileMinorPart)"
            }
        }
    }
}

AfterAll {
    Stop-Emulator $emulator
}

Describe 'Other versions of the dependencies in the same process' {
    It 'do not disturb the module when they were there first' {
        $result = Invoke-NewPowerShell -ArgumentList $module, $emulator.Address, $others ([scriptblock]::Create(@"
            param(`$module, `$address, `$others)
            foreach (`$name in 'Polly.Core', 'Microsoft.Extensions.Http') { [void][System.Reflection.Assembly]::LoadFrom("`$others/`$name.dll") }
            [void][Polly.ResiliencePipelineBuilder]::new()
            & { $use } `$module `$address
            & { $versions }
"@))
        $result[0] | Should -BeTrue
        $result[1..4] | Sort-Object | Should -Be @(
            'ApiAuth Microsoft.Extensions.Http 10.0', 'ApiAuth Polly.Core 8.9', 'Default Microsoft.Extensions.Http 9.0', 'Default Polly.Core 8.6')
    }

    It 'can be loaded and used when the module was there first' {
        $result = Invoke-NewPowerShell -ArgumentList $module, $emulator.Address, $others ([scriptblock]::Create(@"
            param(`$module, `$address, `$others)
            & { $use } `$module `$address
            foreach (`$name in 'Polly.Core', 'Microsoft.Extensions.Http') { [void][System.Reflection.Assembly]::LoadFrom("`$others/`$name.dll") }
            [Polly.ResiliencePipelineBuilder]::new().GetType().Assembly.GetName().Version.ToString()
            & { $use } `$module `$address
            & { $versions }
"@))
        $result[0] | Should -BeTrue
        $result[1] | Should -BeLike '8.0.*'
        $result[2] | Should -BeTrue
        $result[3..6] | Sort-Object | Should -Be @(
            'ApiAuth Microsoft.Extensions.Http 10.0', 'ApiAuth Polly.Core 8.9', 'Default Microsoft.Extensions.Http 9.0', 'Default Polly.Core 8.6')
    }
}
