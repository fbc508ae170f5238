BeforeAll {
    . "$PSScriptRoot/Support/Emulator.ps1"
    $null = Connect-Elvis $emulator.Address -Credential $guest -Name dam
}

AfterAll {
    Stop-Emulator $emulator
}

Describe 'Invoke-AuthenticatedRequest and wrong answers' {
    BeforeEach {
        Clear-Fault $emulator
        Invoke-Emulator $emulator log -Method Delete
    }

    It 'makes one error <Id> of <Name>' -Tag Scenario27 -ForEach @(
        @{ Name = 'a web page'; Id = 'InvalidResponse'; Fault = @{ kind = 'html' } }
        @{ Name = 'truncated JSON'; Id = 'InvalidResponse'; Fault = @{ kind = 'truncatedJson' } }
        @{ Name = 'truncated JSON that ends with the connection'; Id = 'InvalidResponse'; Fault = @{ kind = 'truncatedJson'; closeDelimited = $true } }
        @{ Name = 'a short body'; Id = 'InvalidResponse'; Fault = @{ kind = 'shortContentLength' } }
        @{ Name = 'an empty body that says it is JSON'; Id = 'InvalidResponse'; Fault = @{ kind = 'rawBody'; body = ''; contentType = 'application/json' } }
        @{ Name = 'another format than declared'; Id = 'InvalidResponse'; Fault = @{ kind = 'rawBody'; body = '<a/>'; contentType = 'application/json' } }
        @{ Name = 'a DTD'; Id = 'InvalidResponse'; Fault = @{ kind = 'rawBody'; body = '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'; contentType = 'text/xml' } }
        @{ Name = 'XML without end'; Id = 'InvalidResponse'; Fault = @{ kind = 'rawBody'; body = ('<a>' * 30000 + '</a>' * 30000); contentType = 'text/xml' } }
        @{ Name = 'a failure with status 200'; Id = 'VendorError'; Fault = @{ kind = 'rawBody'; body = '{"errorcode":500,"message":"no"}'; contentType = 'application/json' } }
        @{ Name = 'a redirect to another origin'; Id = 'CrossOriginRedirect'; Fault = @{ kind = 'redirect' } }
        @{ Name = 'status 500'; Id = 'RequestFailed'; Fault = @{ kind = 'status'; status = 500 } }
        @{ Name = 'status 403'; Id = 'PermissionDenied'; Fault = @{ kind = 'status'; status = 403 } }
        @{ Name = 'a bomb'; Id = 'ResponseTooLarge'; Fault = @{ kind = 'gzipBomb'; bytes = 300MB } }
    ) {
        Add-Fault $emulator (@{ path = '/services/ping' } + $Fault)
        $errors = Get-ErrorOf { Invoke-AuthenticatedRequest services/ping -Session dam }
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $errors[0].TargetObject | Should -Be 'services/ping'
        $errors[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $errors[0].Exception.GetType().FullName | Should -Be 'ApiAuth.ApiException'
    }

    It 'shows a beginning of what came' {
        Add-Fault $emulator @{ kind = 'rawBody'; path = '/services/ping'; contentType = 'application/json'; body = '{"a":}' }
        (Get-ErrorOf { Invoke-AuthenticatedRequest services/ping })[0].Exception.ResponseExcerpt | Should -Be '{"a":}'
    }

    It 'gives nothing for an answer without a body and without a type' {
        Add-Fault $emulator @{ kind = 'emptyBody'; path = '/services/ping' }
        Invoke-AuthenticatedRequest services/ping -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'gives up in the time that -TimeoutSec allows' {
        Add-Fault $emulator @{ kind = 'slowBody'; path = '/services/ping'; milliseconds = 400 }
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $errors = Get-ErrorOf { Invoke-AuthenticatedRequest services/ping -TimeoutSec 1 }
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'Timeout,*'
        $errors[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 4
    }

    It 'retries as often as -MaximumRetryCount allows' {
        Add-Fault $emulator @{ kind = 'status'; path = '/services/ping'; status = 503; count = 0 }
        $errors = Get-ErrorOf { Invoke-AuthenticatedRequest services/ping -MaximumRetryCount 2 -RetryIntervalSec 0 }
        $errors | Should -HaveCount 1
        $errors[0].Exception.Attempts | Should -HaveCount 3
        (Get-EmulatorLog $emulator '/services/ping').Count | Should -Be 3
    }
}
