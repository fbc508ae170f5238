# Plays one row of a fault table: what Test-ApiSession says of the fault, and what is left to say once the remedy has been followed.

param([Parameter(Mandatory)] [hashtable]$Row)

$ErrorActionPreference = 'Stop'
$isTrouble = { $_.Status -in 'Failed', 'Warning' }
& $Row.Connect | Out-Null
& $Row.Break | Out-Null
$broken = (Test-ApiSession dut).Layers | Where-Object $isTrouble
& $Row.Repair | Out-Null
$repaired = Test-ApiSession dut
[pscustomobject]@{
    Layer = @($broken.Layer) -join ', '
    Finding = @($broken.Finding) -join ', '
    Remedy = @($broken.Remedy) -join ', '
    Left = @($repaired.Layers | Where-Object $isTrouble | ForEach-Object { "$($_.Layer): $($_.Finding)" })
    Passed = $repaired.Passed
    Findings = @($repaired.Layers | ForEach-Object { "$($_.Layer): $($_.Finding)" })
}
