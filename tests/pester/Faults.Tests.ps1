# Each fault that the emulator plays: the layer that Test-ApiSession names, and that what its remedy says removes the fault.

BeforeDiscovery {
    $names = (& "$PSScriptRoot/Support/FaultTable.ps1" @{}).Name
}

BeforeAll {
    Import-Module "$PSScriptRoot/Support/ApiAuth.TestSupport.psm1" -Force
    Import-TestedModule
    $lab = @{ Emulator = Start-Emulator }
    $table = & "$PSScriptRoot/Support/FaultTable.ps1" $lab
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
        & $row.Connect | Out-Null
        & $row.Break | Out-Null

        $result = Test-ApiSession dut
        $found = $result.Layers | Where-Object Status -In Failed, Warning
        $found.Layer | Should -Be $row.Layer -Because "$($found.Finding)"
        $found.Remedy | Should -BeLike $row.Remedy
        $found.Finding | Should -Not -BeNullOrEmpty
        Write-Verbose "| $($row.Name) | $($found.Layer) | $($found.Finding) | $($found.Remedy) |" -Verbose:$($null -ne $env:APIAUTH_SHOW)

        & $row.Repair | Out-Null
        $repaired = Test-ApiSession dut
        @($repaired.Layers | Where-Object Status -In Failed, Warning | ForEach-Object { "$($_.Layer): $($_.Finding)" }) | Should -BeNullOrEmpty
        $repaired.Passed | Should -BeTrue
    }

    It 'knows at least twenty faults' {
        $table.Count | Should -BeGreaterOrEqual 20
    }
}
