BeforeAll {
    Import-Module "$PSScriptRoot/Support/ApiAuth.TestSupport.psm1" -Force
    Import-TestedModule
    $key = New-TestSecret 'key-of-a-test'
}

AfterAll {
    Get-ApiSession | Disconnect-ApiSession
}

Describe 'Select-ApiSession' {
    BeforeEach {
        Get-ApiSession | Disconnect-ApiSession
        $one = Connect-SoftExpert https://example.com -ApiKey $key -Name one
        $two = Connect-SoftExpert https://example.com -ApiKey $key -Name two
    }

    It 'makes a session the default, by name or as itself, from the pipeline or not' {
        Get-ApiSession -Default | Should -Be $two
        Select-ApiSession one | Should -BeNullOrEmpty
        Get-ApiSession -Default | Should -Be $one
        $two | Select-ApiSession
        Get-ApiSession -Default | Should -Be $two
        'one' | Select-ApiSession -PassThru | Should -Be $one
        [pscustomobject]@{ Session = $two } | Select-ApiSession
        $two.IsDefault | Should -BeTrue
        $one.IsDefault | Should -BeFalse
    }

    It 'reports a name that there is not' {
        $problem = Get-ErrorOf { Select-ApiSession three }
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'SessionNotFound,*'
    }

    It 'takes no session that was disconnected' {
        Disconnect-ApiSession one
        $problem = Get-ErrorOf { Select-ApiSession $one }
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'SessionNotFound,*'
    }

    It 'takes nothing for no session' {
        { Select-ApiSession $null } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
        { Select-ApiSession 5 } | Should -Throw
    }

    It 'holds for its own runspace only' {
        $module = Get-TestedModulePath
        $seen = 1 | ForEach-Object -Parallel {
            Import-Module $using:module
            @(Get-ApiSession).Count
            @(Get-ApiSession -Default -ErrorAction Ignore).Count
            Select-ApiSession one
            (Get-ApiSession -Default).Name
        }
        $seen | Should -Be 2, 0, 'one'
        Get-ApiSession -Default | Should -Be $two
    }
}

Describe 'The default session' {
    BeforeEach {
        Get-ApiSession | Disconnect-ApiSession
    }

    It 'is the only one there is' {
        $only = Connect-SoftExpert https://example.com -ApiKey $key -Name only
        $other = Connect-SoftExpert https://example.com -ApiKey $key -Name other
        Disconnect-ApiSession other
        Get-ApiSession -Default | Should -Be $only
    }

    It 'is missed with the names that there are' {
        $one, $two, $three = 'one', 'two', 'three' | ForEach-Object { Connect-SoftExpert https://example.com -ApiKey $key -Name $_ }
        Disconnect-ApiSession three
        $problem = Get-ErrorOf { Get-ApiSession -Default }
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'NoDefaultSession,*'
        "$($problem[0])" | Should -BeLike '*one, two*'
    }
}
