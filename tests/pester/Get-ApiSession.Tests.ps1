BeforeAll {
    Import-Module "$PSScriptRoot/Support/ApiAuth.TestSupport.psm1" -Force
    Import-TestedModule
    $key = New-TestSecret 'key-of-a-test'
    Get-ApiSession | Disconnect-ApiSession
    foreach ($name in 'dam', 'erp', "it's here", '[odd]') {
        Connect-SoftExpert https://example.com -ApiKey $key -Name $name | Out-Null
    }
}

AfterAll {
    Get-ApiSession | Disconnect-ApiSession
}

Describe 'Get-ApiSession' {
    It 'emits all, by name' {
        (Get-ApiSession).Name | Should -Be 'dam', 'erp', "it's here", '[odd]'
    }

    It 'finds names without regard to case, and patterns' {
        (Get-ApiSession DAM, e*).Name | Should -Be 'dam', 'erp'
        Get-ApiSession x* | Should -BeNullOrEmpty
        (Get-ApiSession '`[odd`]').Name | Should -Be '[odd]'
    }

    It 'takes names from the pipeline' {
        ('dam', 'erp' | Get-ApiSession).Name | Should -Be 'dam', 'erp'
        ([pscustomobject]@{ Name = 'dam' } | Get-ApiSession).Name | Should -Be 'dam'
    }

    It 'filters by provider' {
        (Get-ApiSession d* -Provider soft*).Name | Should -Be 'dam'
        Get-ApiSession d* -Provider Elvis | Should -BeNullOrEmpty
    }

    It 'reports each name that there is not, and goes on' {
        $problem = Get-ErrorOf { Get-ApiSession no1, dam, no2 }
        $problem.FullyQualifiedErrorId | Should -Be (, 'SessionNotFound,ApiAuth.PowerShell.Commands.GetApiSessionCommand' * 2)
        $problem.TargetObject | Should -Be 'no1', 'no2'
        $problem[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        "$($problem[0])" | Should -BeLike '*dam, erp*'
    }

    It 'completes names and providers' {
        (TabExpansion2 'Get-ApiSession -Name d').CompletionMatches.CompletionText | Should -Be 'dam'
        (TabExpansion2 'Get-ApiSession -Name it').CompletionMatches.CompletionText | Should -Be "'it''s here'"
        (TabExpansion2 'Get-ApiSession -Provider s').CompletionMatches.CompletionText | Should -Be 'SoftExpert'
        (TabExpansion2 'Select-ApiSession -Session e').CompletionMatches.CompletionText | Should -Be 'erp'
    }

    It 'completes a name that reads as a pattern so that it finds it' {
        Rename-ApiSession erp 'x[1]*'
        try {
            $word = (TabExpansion2 'Get-ApiSession -Name x').CompletionMatches.CompletionText
            (Invoke-Expression "Get-ApiSession -Name $word").Name | Should -Be 'x[1]*'
            (TabExpansion2 'Select-ApiSession -Session x').CompletionMatches.CompletionText | Should -Be "'x[1]*'"
        }
        finally {
            Rename-ApiSession 'x[1]*' erp
        }
    }

    It 'is a table of no more than 120 columns' {
        Connect-SoftExpert 'https://a-very-long-host-name-of-some-customer.sub.example.com/apigateway/' -ApiKey $key -Name 'nightly-export' | Out-Null
        $lines = (Get-ApiSession | Out-String -Width 120) -split '\r?\n' | Where-Object { $_ }
        $lines[0] -split '\s+' | Should -Be 'Name', 'Provider', 'Server', 'UserName', 'State', 'ExpiresIn', 'Default'
        @($lines -match 'Connected').Count | Should -Be 5
        @($lines -match '^nightly-export .*\*\s*$').Count | Should -Be 1
    }
}
