BeforeAll {
    . "$PSScriptRoot/Support/Emulator.ps1"
}

AfterAll {
    Stop-Emulator $emulator
}

Describe 'Get-ApiRequestLog' {
    BeforeEach {
        Reset-Emulator $emulator
        $dam = Connect-Elvis $emulator.Address -Credential $guest -Name dam
    }

    It 'tells of each request, the login first' {
        $null = Invoke-AuthenticatedRequest services/profile -Method Post
        $log = @(Get-ApiRequestLog)
        $log.Method | Should -Be 'POST', 'POST'
        $log.IsLogin | Should -Be $true, $false
        $log.Outcome | Should -Be 'OK', 'OK'
        $log.StatusCode | Should -Be 200, 200
        $log.Number | Should -Be 1, 2
        $log.Session | Should -Be 'dam', 'dam'
        $log[1].Uri | Should -Be "$($emulator.Address)/services/profile"
        $log[0].BytesSent | Should -BeGreaterThan 0
        $log[1].BytesReceived | Should -BeGreaterThan 0
        $log[1].ContentType | Should -Be 'application/json'
    }

    It 'tells where the time went' {
        Add-Fault $emulator @{ kind = 'delay'; milliseconds = 120; path = '/services/ping' }
        $null = Invoke-AuthenticatedRequest services/ping
        Add-Fault $emulator @{ kind = 'slowBody'; milliseconds = 60; chunkBytes = 30; path = '/services/profile' }
        $null = Invoke-AuthenticatedRequest services/profile -Method Post
        $ping, $profile = Get-ApiRequestLog -Last 2
        $ping.FirstByte.TotalMilliseconds | Should -BeGreaterOrEqual 110
        $profile.Read.TotalMilliseconds | Should -BeGreaterOrEqual 110
        foreach ($record in $ping, $profile) {
            $record.Wait + $record.Login + $record.Send + $record.FirstByte + $record.Read | Should -BeLessOrEqual $record.Duration
        }
    }

    It 'tells each attempt, why, and how long it was held back' {
        Add-Fault $emulator @{ kind = 'status'; status = 503; retryAfter = '1'; path = '/services/ping' }
        $null = Invoke-AuthenticatedRequest services/ping
        $record = Get-ApiRequestLog -Last 1
        $record.Attempts.Outcome | Should -Be '503', '200'
        $record.Attempts[0].Reason | Should -BeNullOrEmpty
        $record.Attempts[1].Reason | Should -Be 'the service was busy'
        $record.Attempts[1].WaitedBefore.TotalSeconds | Should -Be 1
        $record.Wait.TotalSeconds | Should -Be 1
    }

    It 'tells of the login that a request waited for' {
        Invoke-Emulator $emulator tokens/expire -Method Post -Body @{ service = 'elvis' }
        $null = Invoke-AuthenticatedRequest services/profile -Method Post
        $request = Get-ApiRequestLog -Uri services/profile
        $request.Attempts[1].Reason | Should -Be 'the service rejected the token'
        $request.Login | Should -BeGreaterThan ([timespan]::Zero)
        @(Get-ApiRequestLog | Where-Object IsLogin).Count | Should -Be 2
    }

    It 'names failures by their ids, those of status 200 too' {
        Add-Fault $emulator @{ kind = 'rawBody'; status = 200; path = '/services/ping'; body = '{"errorcode":404,"message":"gone"}' }
        Get-ErrorOf { Invoke-AuthenticatedRequest services/ping } | Out-Null
        Get-ErrorOf { Invoke-AuthenticatedRequest services/none } | Out-Null
        $log = @(Get-ApiRequestLog -Failed)
        $log.Outcome | Should -Be 'VendorError', 'RequestFailed'
        $log[0].VendorCode | Should -Be '404'
        $log[1].StatusCode | Should -Be 404
        $log.Failed | Should -Be $true, $true
    }

    It 'names a login that was refused with status 200' {
        Invoke-Emulator $emulator users/block -Method Post -Body @{ service = 'elvis'; userName = 'guest' }
        Get-ErrorOf { Update-ApiSession dam } | Out-Null
        (Get-ApiRequestLog dam -Last 1).Outcome | Should -Be 'LoginRejected'
    }

    It 'names what failed after the head of the answer' {
        Add-Fault $emulator @{ kind = 'resetMidBody'; chunkBytes = 20; path = '/services/profile' }
        Get-ErrorOf { Invoke-AuthenticatedRequest services/profile -Method Post } | Out-Null
        (Get-ApiRequestLog dam -Last 1).Failed | Should -BeTrue
    }

    It 'filters: <Name>' -ForEach @(
        @{ Name = 'last'; With = @{ Last = 1 }; Count = 1 }
        @{ Name = 'address'; With = @{ Uri = 'services/ping' }; Count = 2 }
        @{ Name = 'pattern'; With = @{ Uri = '*/services/p*' }; Count = 3 }
        @{ Name = 'several addresses'; With = @{ Uri = 'ping', 'apilogin' }; Count = 3 }
        @{ Name = 'method'; With = @{ Method = 'get' }; Count = 2 }
        @{ Name = 'status'; With = @{ StatusCode = 200, 204 }; Count = 4 }
        @{ Name = 'duration'; With = @{ MinimumDuration = [timespan]::FromHours(1) }; Count = 0 }
        @{ Name = 'time'; With = @{ Since = [datetimeoffset]::UtcNow.AddMinutes(1) }; Count = 0 }
        @{ Name = 'together'; With = @{ Uri = 'ping'; Last = 1; Method = 'Get' }; Count = 1 }
    ) {
        $null = Invoke-AuthenticatedRequest services/ping
        $null = Invoke-AuthenticatedRequest services/ping
        $null = Invoke-AuthenticatedRequest services/profile -Method Post
        @(Get-ApiRequestLog @With).Count | Should -Be $Count
    }

    It 'takes sessions from the pipeline, and keeps their logs apart' {
        $null = Connect-Elvis $emulator.Address -Credential (New-TestCredential pro pro-Passw0rd) -Name pro
        @(Get-ApiSession | Get-ApiRequestLog).Session | Should -Be 'dam', 'pro'
        @(Get-ApiRequestLog dam, pro -Last 1).Count | Should -Be 2
    }

    It 'keeps the newest thousand' {
        1..1005 | ForEach-Object { 'services/ping' } | Invoke-AuthenticatedRequest -Session dam | Out-Null
        $log = @(Get-ApiRequestLog dam)
        $log.Count | Should -Be 1000
        $log[0].Number | Should -Be 7
        $log[-1].Number | Should -Be 1006
    }

    It 'can be read after the session has ended' {
        $null = Invoke-AuthenticatedRequest services/ping
        $dam | Disconnect-ApiSession
        @($dam | Get-ApiRequestLog).Count | Should -Be 3
    }

    It 'is a table that fits a narrow window, and a list with everything' {
        $null = Invoke-AuthenticatedRequest services/ping
        $lines = (Get-ApiRequestLog | Format-Table | Out-String -Width 80) -split '\r?\n'
        $lines -match 'services/ping' | Should -HaveCount 1
        $lines -match 'Session: dam' | Should -HaveCount 1
        $list = Get-ApiRequestLog -Last 1 | Format-List | Out-String
        foreach ($member in 'Wait', 'Login', 'Send', 'FirstByte', 'Read', 'Attempts', 'Outcome') {
            $list | Should -Match "(?m)^$member "
        }
    }

    It 'refuses a duration below zero' {
        (Get-ErrorOf { Get-ApiRequestLog dam -MinimumDuration '-0:1' })[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
    }
}
