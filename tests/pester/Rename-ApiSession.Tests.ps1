BeforeAll {
    Import-Module "$PSScriptRoot/Support/ApiAuth.TestSupport.psm1" -Force
    Import-TestedModule
    $key = New-TestSecret 'key-of-a-test'
}

AfterAll {
    Get-ApiSession | Disconnect-ApiSession
}

Describe 'Rename-ApiSession' {
    BeforeEach {
        Get-ApiSession | Disconnect-ApiSession
        $one = Connect-SoftExpert https://example.com -ApiKey $key -Name one
        $two = Connect-SoftExpert https://example.com -ApiKey $key -Name two
    }

    It 'gives a session another name, which stays the default' {
        Rename-ApiSession two dos | Should -BeNullOrEmpty
        $two.Name | Should -Be 'dos'
        (Get-ApiSession).Name | Should -Be 'dos', 'one'
        Get-ApiSession -Default | Should -Be $two
    }

    It 'renames the default where none is named, and a session of the pipeline' {
        Rename-ApiSession -NewName dos -PassThru | Should -Be $two
        ($one | Rename-ApiSession -NewName uno -PassThru).Name | Should -Be 'uno'
    }

    It 'changes the case of a name' {
        (Rename-ApiSession one One -PassThru).Name | Should -BeExactly 'One'
    }

    It 'refuses a name that is taken' {
        $problem = Get-ErrorOf { Rename-ApiSession one TWO }
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        "$($problem[0])" | Should -BeLike '-NewName: *'
        (Get-ApiSession).Name | Should -Be 'one', 'two'
    }

    It 'does nothing with -WhatIf' {
        Rename-ApiSession one uno -WhatIf -PassThru 6>$null | Should -BeNullOrEmpty
        $one.Name | Should -Be 'one'
    }
}
