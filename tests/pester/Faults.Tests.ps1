# Each fault that the emulator plays: the layer that Test-ApiSession names, and that what its remedy says removes the fault.

BeforeDiscovery {
    $names = (& "$PSScriptRoot/Support/FaultTable.ps1" @{}).Name
    $tlsNames = (& "$PSScriptRoot/Support/TlsFaultTable.ps1" @{}).Name
}

BeforeAll {
    Import-Module "$PSScriptRoot/Support/ApiAuth.TestSupport.psm1" -Force
    Import-TestedModule
    $lab = @{ Emulator = Start-Emulator }
    $table = & "$PSScriptRoot/Support/FaultTable.ps1" $lab

    function Assert-Row($Row, $Played, $Layer) {
        Write-Verbose "| $($Row.Name) | $($Played.Layer) | $($Played.Finding) | $($Played.Remedy) |" -Verbose:($null -ne $env:APIAUTH_SHOW)
        $Played.Layer | Should -Be $Layer -Because $Played.Finding
        $Played.Remedy | Should -BeLike $Row.Remedy
        $Played.Finding | Should -BeLike ($Row.Finding ?? '?*')
        $Played.Left | Should -BeNullOrEmpty
        $Played.Passed | Should -BeTrue
    }
}

AfterAll {
    Stop-Emulator $lab.Emulator
}

Describe 'Test-ApiSession when something is broken' {
    BeforeEach {
        Reset-Emulator $lab.Emulator
        Invoke-Emulator $lab.Emulator clock -Method Post -Body @{ skewSeconds = 0 }
    }

    It 'names the layer, and its remedy removes the fault: <_>' -ForEach $names {
        $row = $table | Where-Object Name -EQ $_
        Assert-Row $row (& "$PSScriptRoot/Support/Invoke-FaultRow.ps1" $row) $row.Layer
    }

    It 'knows at least twenty faults' {
        $table.Count | Should -BeGreaterOrEqual 20
    }
}

# Elsewhere the system asks the user, or an administrator, before an issuer is trusted.
Describe 'Test-ApiSession when a certificate is wrong' -Skip:(-not $IsLinux) {
    BeforeAll {
        $secure = Start-TlsEmulator
        $tlsTable = & "$PSScriptRoot/Support/TlsFaultTable.ps1" @{}
        $pem = Join-Path $TestDrive authority.pem
        Set-Content $pem $secure.Authority

        # Whom a user trusts is kept below the home folder, so nothing is left of it.
        $userHome = $env:HOME
        $env:HOME = $TestDrive
        try {
            $played = Invoke-NewPowerShell -ArgumentList "$PSScriptRoot/Support", $secure.Address, $pem -ScriptBlock {
                param($Support, $Address, $Pem)
                Import-Module "$Support/ApiAuth.TestSupport.psm1"
                Import-TestedModule
                $lab = @{ Emulator = @{ Address = $Address }; Authority = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new($Pem) }
                $table = & "$Support/TlsFaultTable.ps1" $lab
                & $lab.Trust Add
                foreach ($row in $table) {
                    & "$Support/Invoke-FaultRow.ps1" $row
                }
            }
        }
        finally {
            $env:HOME = $userHome
        }
    }

    AfterAll {
        Stop-Emulator $secure
    }

    It 'names TLS, the chain and the days left, and its remedy removes the fault: <_>' -ForEach $tlsNames {
        $number = @($tlsTable.Name).IndexOf($_)
        Assert-Row $tlsTable[$number] $played[$number] Tls
        $played[$number].Findings | Should -Contain 'Tls: Tls13, localhost, issued by ApiAuth Emulator Authority, 365 days left'
    }
}
