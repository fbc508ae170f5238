# What can be wrong with a certificate, in the form of FaultTable.ps1. The rows change whom the user trusts, so they are played with a home folder of its own.

param([Parameter(Mandatory)] [hashtable]$lab)

$lab.Certificate = { param($Certificate = @{}) Invoke-Emulator $lab.Emulator certificate -Method Post -Body $Certificate }
$lab.Trust = {
    param($Change)
    $store = [System.Security.Cryptography.X509Certificates.X509Store]::new('Root', 'CurrentUser', 'ReadWrite')
    $store.$Change($lab.Authority)
    $store.Dispose()
}
$lab.Secure = {
    $key = (Invoke-Emulator $lab.Emulator accounts).softExpert[0].apiKey
    Connect-SoftExpert $lab.Emulator.Address -ApiKey (New-TestSecret $key) -ProbeUri v1/dataset-integration/employees -MaximumRetryCount 0 -Name dut
}

@(
    @{ Name = 'nobody whom this machine trusts has issued the certificate'; Connect = $lab.Secure
        Finding = 'localhost, issued by ApiAuth Emulator Authority, 365 days left: *'; Remedy = '*issuer trusted on this machine*'
        Break = { & $lab.Trust Remove }; Repair = { & $lab.Trust Add } }
    @{ Name = 'the certificate has run out'; Connect = $lab.Secure
        Finding = 'localhost, issued by ApiAuth Emulator Authority, -3 days left: *expired*'; Remedy = '*certificate renewed*'
        Break = { & $lab.Certificate @{ daysLeft = -3 } }; Repair = { & $lab.Certificate } }
    @{ Name = 'the certificate is about to run out'; Connect = $lab.Secure
        Finding = 'Tls1?, localhost, issued by ApiAuth Emulator Authority, 5 days left'; Remedy = '*renew the certificate*'
        Break = { & $lab.Certificate @{ daysLeft = 5 } }; Repair = { & $lab.Certificate } }
    @{ Name = 'the certificate is for another name'; Connect = $lab.Secure
        Finding = 'other.example.com, issued by ApiAuth Emulator Authority, 365 days left: it is for other.example.com, not for 127.0.0.1'; Remedy = '*have one issued for the name in use*'
        Break = { & $lab.Certificate @{ name = 'other.example.com' } }; Repair = { & $lab.Certificate } }
)
