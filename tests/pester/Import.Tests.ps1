BeforeAll {
    Import-Module "$PSScriptRoot/Support/ApiAuth.TestSupport.psm1" -Force
    $module = Get-TestedModulePath
}

Describe 'Importing the module' {
    It 'offers the cmdlets of the manifest and nothing else' {
        $found = Invoke-NewPowerShell -ArgumentList $module {
            param($module)
            Import-Module $module
            (Get-Command -Module ApiAuth).Name
        }
        $found | Should -Be ((Import-PowerShellDataFile $module).CmdletsToExport | Sort-Object)
    }

    It 'writes nothing' {
        $output = Import-Module $module -PassThru:$false *>&1
        $output | Should -BeNullOrEmpty
    }

    It 'loads no more than the loader and the cmdlets' {
        $loaded = Invoke-NewPowerShell -ArgumentList $module {
            param($module)
            $before = [System.AppDomain]::CurrentDomain.GetAssemblies().FullName
            Import-Module $module
            [System.Runtime.Loader.AssemblyLoadContext]::All.Assemblies.FullName |
                Where-Object { $_ -notin $before -and $_ -notmatch '^(System|Microsoft\.PowerShell|Microsoft\.Management|Microsoft\.Win32|Microsoft\.CSharp|netstandard|Anonymously)' } |
                ForEach-Object { $_.Split(',')[0] }
        }
        $loaded | Sort-Object | Should -Be 'ApiAuth.Loader', 'ApiAuth.PowerShell'
    }

    It 'puts only the loader into the load context of the host' {
        $contexts = Invoke-NewPowerShell -ArgumentList $module {
            param($module)
            Import-Module $module
            Get-ApiSession
            foreach ($context in [System.Runtime.Loader.AssemblyLoadContext]::All) {
                foreach ($assembly in $context.Assemblies | Where-Object FullName -Like 'ApiAuth.*') {
                    "$($context.Name):$($assembly.GetName().Name)"
                }
            }
        }
        $contexts | Sort-Object | Should -Be 'ApiAuth:ApiAuth.Core', 'ApiAuth:ApiAuth.PowerShell', 'Default:ApiAuth.Loader'
    }

    It 'can be repeated by force' {
        $counts = Invoke-NewPowerShell -ArgumentList $module {
            param($module)
            1..3 | ForEach-Object {
                Import-Module $module -Force
                (Get-Command Get-ApiSession).Source
                @(Get-ApiSession).Count
            }
        }
        $counts | Should -Be 'ApiAuth', 0, 'ApiAuth', 0, 'ApiAuth', 0
    }

    It 'works in the runspaces of <Name>' -ForEach @(
        @{ Name = 'ForEach-Object -Parallel'; Start = { param($module) 1..4 | ForEach-Object -Parallel { Import-Module $using:module; @(Get-ApiSession).Count } } }
        @{ Name = 'Start-ThreadJob'; Start = { param($module) 1..4 | ForEach-Object { Start-ThreadJob { Import-Module $using:module; @(Get-ApiSession).Count } } | Receive-Job -Wait -AutoRemoveJob } }
    ) {
        $counts = Invoke-NewPowerShell -ArgumentList $module ([scriptblock]::Create("param(`$module) Import-Module `$module; & { $Start } `$module"))
        $counts | Should -Be 0, 0, 0, 0
    }

    It 'says what to do where the module is not built' {
        Copy-Item -Path (Join-Path (Get-TestRoot) 'ApiAuth.psd1') -Destination $TestDrive
        $folder = New-Item -ItemType Directory -Path (Join-Path $TestDrive 'module')
        Copy-Item -Path (Join-Path (Get-TestRoot) 'module/ApiAuth.psm1'), (Join-Path (Get-TestRoot) 'module/ApiAuth.Format.ps1xml') -Destination $folder
        { Import-Module (Join-Path $TestDrive 'ApiAuth.psd1') -ErrorAction Stop } | Should -Throw '*has not been built*'
    }

    It 'loads after a build what could not be loaded before it' {
        $results = Invoke-NewPowerShell -ArgumentList $module, (New-Item -ItemType Directory -Path (Join-Path $TestDrive 'late')).FullName {
            param($module, $folder)
            Import-Module $module
            $path = Join-Path $folder 'ApiAuth.PowerShell.dll'
            try { $null = [ApiAuth.Loader.ModuleLoadContext]::Load($path); 'loaded' } catch { 'not there' }
            Copy-Item (Join-Path (Split-Path $module) 'module/bin/deps/ApiAuth.PowerShell.dll') $path
            [ApiAuth.Loader.ModuleLoadContext]::Load($path).Location -eq $path
            [object]::ReferenceEquals([ApiAuth.Loader.ModuleLoadContext]::Load($path), [ApiAuth.Loader.ModuleLoadContext]::Load($path))
        }
        $results | Should -Be 'not there', $true, $true
    }
}
