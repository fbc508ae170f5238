BeforeAll {
    . "$PSScriptRoot/Support/Emulator.ps1"
}

AfterAll {
    Stop-Emulator $emulator
}

Describe 'Errors' {
    BeforeEach {
        Reset-Emulator $emulator
    }

    It 'are of the category that fits: <Id>' -ForEach @(
        @{ Id = 'LoginRejected'; Category = 'AuthenticationError'; Fault = @{ kind = 'status'; status = 401 } }
        @{ Id = 'PermissionDenied'; Category = 'PermissionDenied'; Fault = @{ kind = 'status'; status = 403 } }
        @{ Id = 'LoginFailed'; Category = 'InvalidOperation'; Fault = @{ kind = 'status'; status = 500 } }
        @{ Id = 'InvalidResponse'; Category = 'InvalidData'; Fault = @{ kind = 'html' } }
        @{ Id = 'CrossOriginRedirect'; Category = 'SecurityError'; Fault = @{ kind = 'redirect' } }
        @{ Id = 'RateLimited'; Category = 'LimitsExceeded'; Fault = @{ kind = 'status'; status = 429; retryAfter = '3600'; count = 0 } }
        @{ Id = 'ConnectionFailed'; Category = 'ConnectionError'; Fault = @{ kind = 'resetBeforeResponse'; count = 0 } }
        @{ Id = 'Timeout'; Category = 'OperationTimeout'; Fault = @{ kind = 'delay'; milliseconds = 30000 } }
    ) {
        Add-Fault $emulator ($Fault + @{ path = '/services/apilogin' })
        $problem = Get-ErrorOf { Connect-Elvis $emulator.Address -Credential $guest -TimeoutSec 1 }
        $problem.Count | Should -Be 1
        $problem[0].FullyQualifiedErrorId | Should -BeLike "$Id,ApiAuth.PowerShell.Commands.*"
        $problem[0].CategoryInfo.Category | Should -Be $Category
        $problem[0].Exception.GetType().FullName | Should -Be 'ApiAuth.ApiException'
        $problem[0].Exception.ErrorId | Should -Be $Id
        $problem[0].ErrorDetails.RecommendedAction | Should -Be $problem[0].Exception.RecommendedAction
        $problem[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'stop a script that asks for it' {
        { Connect-Elvis $emulator.Address -Credential (New-TestCredential guest wrong) -ErrorAction Stop } | Should -Throw -ErrorId 'LoginRejected,*'
    }
}
