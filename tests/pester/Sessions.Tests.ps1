BeforeAll {
    . "$PSScriptRoot/Support/Emulator.ps1"
    $module = Get-TestedModulePath
}

AfterAll {
    Stop-Emulator $emulator
}

Describe 'Sessions across runspaces' {
    BeforeEach {
        Reset-Emulator $emulator
        $dam = Connect-Elvis $emulator.Address -Credential $guest -Name dam
    }

    It 'are the same live objects in each' {
        $same = 1..4 | ForEach-Object -Parallel {
            Import-Module $using:module
            [object]::ReferenceEquals((Get-ApiSession dam), $using:dam)
        }
        $same | Should -Be $true, $true, $true, $true
    }

    It 'outlive the runspace that made them' {
        1 | ForEach-Object -Parallel {
            Import-Module $using:module
            Connect-Elvis $using:emulator.Address -Credential $using:guest -Name other | Out-Null
        }
        (Get-ApiSession).Name | Should -Be 'dam', 'other'
        Get-ApiSession -Default | Should -Be $dam
    }

    It 'outlive a module that another runspace removes' {
        1 | ForEach-Object -Parallel {
            Import-Module $using:module
            Get-ApiSession dam | Out-Null
            Remove-Module ApiAuth
        }
        $dam.State | Should -Be 'Connected'
    }

    It 'log in once for 50 runspaces that find the token expired' -Tag Scenario1 {
        Invoke-Emulator $emulator tokens/expire -Method Post -Body @{ service = 'elvis' }
        $names = 1..50 | ForEach-Object -ThrottleLimit 50 -Parallel {
            Import-Module $using:module
            (Invoke-AuthenticatedRequest services/profile -Session $using:dam -Method Post).username
        }
        $names | Should -Be (, 'guest' * 50)
        (Get-EmulatorLog $emulator '/services/apilogin').Count | Should -Be 2
        $dam.LoginCount | Should -Be 2
    }

    It 'are only a copy in a job, which says so' {
        $problem = Start-Job {
            Import-Module $using:module
            $copy = $using:dam
            & { $copy | Disconnect-ApiSession; Get-ApiAccessToken $copy; Test-ApiSession -Session $copy } 2>&1 |
                ForEach-Object { $_.FullyQualifiedErrorId.Split(',')[0], $_.ErrorDetails.RecommendedAction }
        } | Receive-Job -Wait -AutoRemoveJob
        $problem.Count | Should -Be 6
        $problem[0, 2, 4] | Should -Be 'SessionDeserialized', 'SessionDeserialized', 'SessionDeserialized'
        $problem[1] | Should -BeLike '*Connect in the job*'
    }
}

Describe 'Removing the module from the last runspace' -Tag Scenario15 {
    It 'ends the sessions' {
        $states = Invoke-NewPowerShell -ArgumentList $module, $emulator.Address {
            param($module, $address)
            Import-Module $module
            $credential = [pscredential]::new('guest', (ConvertTo-SecureString guest -AsPlainText -Force))
            $session = Connect-Elvis $address -Credential $credential
            [string]$session.State
            Remove-Module ApiAuth
            [string]$session.State
            Import-Module $module
            @(Get-ApiSession).Count
        }
        $states | Should -Be 'Connected', 'Disconnected', 0
    }
}
