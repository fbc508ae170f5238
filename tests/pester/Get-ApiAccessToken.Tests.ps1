BeforeAll {
    . "$PSScriptRoot/Support/Emulator.ps1"
    $session = Connect-Elvis $emulator.Address -Credential $guest -Name dam
}

AfterAll {
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
