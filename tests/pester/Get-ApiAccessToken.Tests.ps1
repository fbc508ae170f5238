BeforeAll {
    Import-Module "$PSScriptRoot/Support/ApiAuth.TestSupport.psm1" -Force
    Import-TestedModule
    $emulator = Start-Emulator
    $session = Connect-Elvis $emulator.Address -Credential (New-TestCredential guest guest) -Name dam
}

AfterAll {
    Get-ApiSession | Disconnect-ApiSession
    Stop-Emulator $emulator
}

Describe 'Get-ApiAccessToken' {
    It 'gives the token protected, and readable on demand' {
        $secure = Get-ApiAccessToken dam
        $secure | Should -BeOfType securestring
        $plain = $session | Get-ApiAccessToken -AsPlainText
        $plain | Should -BeOfType string
        $plain | Should -Be (ConvertFrom-SecureString $secure -AsPlainText)
        Invoke-RestMethod "$($emulator.Address)/services/profile" -Method Post -Headers @{ Authorization = "Bearer $plain" } -NoProxy |
            ForEach-Object username | Should -Be 'guest'
    }
}
