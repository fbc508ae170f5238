BeforeAll {
    . "$PSScriptRoot/Support/Emulator.ps1"
    $dataHome = $env:XDG_DATA_HOME
    $env:XDG_DATA_HOME = $TestDrive
}

AfterAll {
    $env:XDG_DATA_HOME = $dataHome
    Stop-Emulator $emulator
}

Describe 'Connect-Elvis' {
    BeforeEach {
        Reset-Emulator $emulator
    }

    It 'emits the session and makes it the default' {
        $session = Connect-Elvis $emulator.Address -Credential $guest
        $session.GetType().FullName | Should -Be 'ApiAuth.ApiSession'
        $session.Provider | Should -Be 'Elvis'
        $session.UserName | Should -Be 'guest'
        $session.State | Should -Be 'Connected'
        $session.LoginCount | Should -Be 1
        $session.Properties.ServerVersion | Should -Be '6.7.0.0'
        $session.ExpiresIn.TotalMinutes | Should -BeGreaterThan 55
        $session.IsDefault | Should -BeTrue
        (Get-ApiSession -Default) | Should -Be $session
    }

    It 'logs in by <Method> at <Path>' -ForEach @(
        @{ Method = 'Api'; Path = '/services/apilogin' }
        @{ Method = 'Web'; Path = '/services/login' }
    ) {
        Connect-Elvis $emulator.Address -Credential $guest -LoginMethod $Method | Test-ApiSession -Quiet | Should -BeTrue
        (Get-EmulatorLog $emulator '/services/*login').path | Should -Be $Path
    }

    It 'takes a password with every kind of character' {
        $credential = New-TestCredential 'ünïcode' 'pä$$wörd-€-𝄞-&<]]>"'
        (Connect-Elvis $emulator.Address -Credential $credential).UserName | Should -Be 'ünïcode'
    }

    It 'names the session for its host, with a number where the name is taken' {
        1..3 | ForEach-Object { (Connect-Elvis $emulator.Address -Credential $guest).Name } | Should -Be '127.0.0.1', '127.0.0.1-2', '127.0.0.1-3'
    }

    It 'gives every one of many at once a name of its own' {
        $module = Get-TestedModulePath
        $names = 1..8 | ForEach-Object -ThrottleLimit 8 -Parallel {
            Import-Module $using:module
            (Connect-Elvis $using:emulator.Address -Credential $using:guest).Name
        }
        ($names | Sort-Object -Unique).Count | Should -Be 8
    }

    Context 'under a name that is taken' {
        It 'replaces that session and logs it out' {
            $old = Connect-Elvis $emulator.Address -Credential $guest -Name dam
            $new = Connect-Elvis $emulator.Address -Credential $guest -Name DAM
            $old.State | Should -Be 'Disconnected'
            Get-ApiSession dam | Should -Be $new
            (Get-EmulatorLog $emulator '/services/logout').status | Should -Be 200
        }

        It 'keeps that session where the new login fails' {
            $old = Connect-Elvis $emulator.Address -Credential $guest -Name dam
            Connect-Elvis $emulator.Address -Credential (New-TestCredential guest wrong) -Name dam -ErrorAction Ignore
            Get-ApiSession dam | Should -Be $old
            $old.State | Should -Be 'Connected'
        }

        It 'does nothing with -WhatIf' {
            $old = Connect-Elvis $emulator.Address -Credential $guest -Name dam
            Connect-Elvis $emulator.Address -Credential $guest -Name dam -WhatIf 6>$null | Should -BeNullOrEmpty
            Get-ApiSession dam | Should -Be $old
            (Get-EmulatorLog $emulator '/services/apilogin').Count | Should -Be 1
        }

        It 'warns where the old session can not be logged out' {
            Connect-Elvis $emulator.Address -Credential $guest -Name dam | Out-Null
            Add-Fault $emulator @{ kind = 'status'; status = 500; path = '/services/logout' }
            $new = Connect-Elvis $emulator.Address -Credential $guest -Name dam -WarningVariable warnings -WarningAction SilentlyContinue
            Get-ApiSession dam | Should -Be $new
            $warnings | Should -BeLike "*'dam'*did not take the logout*"
        }
    }

    Context 'where the service refuses' {
        It 'is an error of authentication that says what to do' {
            $problem = Get-ErrorOf { Connect-Elvis $emulator.Address -Credential (New-TestCredential guest wrong) }
            $problem.Count | Should -Be 1
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'LoginRejected,*'
            $problem[0].CategoryInfo.Category | Should -Be 'AuthenticationError'
            $problem[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            $problem[0].TargetObject | Should -Be $emulator.Address
            Get-ApiSession | Should -BeNullOrEmpty
        }

        It 'is not terminating' {
            $after = & { Connect-Elvis $emulator.Address -Credential (New-TestCredential guest wrong); 'next' } 2>$null
            $after | Should -Be 'next'
        }
    }

    Context '-Server <Given>' -ForEach @(
        @{ Given = 'ftp://dam.example.com'; Reason = "*scheme 'ftp'*" }
        @{ Given = 'https://user@dam.example.com'; Reason = '*user name*' }
        @{ Given = 'https://dam.example.com/?a=b'; Reason = '*query*' }
        @{ Given = 'https://dam.example.com/#a'; Reason = '*fragment*' }
        @{ Given = ' '; Reason = '*not the address*' }
    ) {
        It 'is refused by the name of the parameter' {
            $problem = Get-ErrorOf { Connect-Elvis $Given -Credential $guest }
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
            $problem[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
            "$($problem[0])" | Should -BeLike '-Server: *'
            "$($problem[0])" | Should -BeLike $Reason
        }
    }

    It 'shows no password that -<Parameter> holds' -ForEach @(
        @{ Parameter = 'Server'; More = @{ Server = 'ftp://user:Canary-1@dam.example.com' } }
        @{ Parameter = 'Server'; More = @{ Server = 'user:Canary-1@dam.example.com' } }
        @{ Parameter = 'Proxy'; More = @{ Server = 'dam.example.com'; Proxy = 'ftp://user:Canary-1@proxy.example.com' } }
    ) {
        $problem = Get-ErrorOf { Connect-Elvis -Credential $guest @More }
        "$($problem[0])" | Should -BeLike "-${Parameter}: *Credential*"
        "$($problem[0]) $($problem[0].TargetObject) $($problem[0].Exception)" | Should -Not -BeLike '*Canary*'
    }

    It 'takes a host without a scheme for https' {
        $problem = Get-ErrorOf { Connect-Elvis 'dam.invalid:8443' -Credential $guest }
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
        "$($problem[0])" | Should -BeLike "*dam.invalid*"
    }

    It 'sends no credential over plain http to another host' {
        $problem = Get-ErrorOf { Connect-Elvis 'http://dam.example.com' -Credential $guest }
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'UnencryptedAuthentication,*'
        $problem[0].CategoryInfo.Category | Should -Be 'SecurityError'
    }

    It 'sends it where -AllowUnencryptedAuthentication says so' {
        # The emulator stands for the host as well as for the proxy.
        $far = @{ Server = 'http://dam.example.com'; Proxy = $emulator.Address; Credential = $guest }
        Connect-Elvis @far -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        (Get-EmulatorLog $emulator).Count | Should -Be 0
        $session = Connect-Elvis @far -AllowUnencryptedAuthentication
        (Invoke-AuthenticatedRequest services/profile -Method Post -Session $session).username | Should -Be 'guest'
        (Get-EmulatorLog $emulator).headers.Host | Sort-Object -Unique | Should -Be 'dam.example.com'
    }

    It 'refuses <First> together with <Second>' -ForEach @(
        @{ First = 'Proxy'; Second = 'NoProxy'; More = @{ Proxy = 'proxy:8080'; NoProxy = $true } }
        @{ First = 'ProxyCredential'; Second = 'ProxyUseDefaultCredentials'; More = @{ ProxyCredential = [pscredential]::new('a', (ConvertTo-SecureString b -AsPlainText -Force)); ProxyUseDefaultCredentials = $true } }
        @{ First = 'ClientId'; Second = 'TrackCheckout'; More = @{ ClientId = [guid]::NewGuid(); TrackCheckout = $true } }
    ) {
        $problem = Get-ErrorOf { Connect-Elvis $emulator.Address -Credential $guest @More }
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        "$($problem[0])" | Should -BeLike "-${Second}: *-$First*"
        (Get-EmulatorLog $emulator).Count | Should -Be 0
    }

    It 'takes a switch that is off for one that is not given' {
        $more = @{ ClientId = [guid]::NewGuid(); TrackCheckout = $false; Proxy = 'http://127.0.0.1:9'; NoProxy = $false }
        $problem = Get-ErrorOf { Connect-Elvis $emulator.Address -Credential $guest @more }
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
    }

    It 'names -<Parameter> where it can not be used' -ForEach @(
        @{ Parameter = 'UserAgent'; More = @{ UserAgent = "a`r`nX-B: c" } }
        @{ Parameter = 'ProbeUri'; More = @{ ProbeUri = 'https://' } }
        @{ Parameter = 'Proxy'; More = @{ Proxy = 'gopher://proxy' } }
        @{ Parameter = 'Credential'; More = @{ Credential = [pscredential]::new('guest', [securestring]::new()) } }
    ) {
        $all = @{ Credential = $guest } + $(if ($More.ContainsKey('Credential')) { @{} } else { $More })
        if ($More.ContainsKey('Credential')) { $all = $More }
        $problem = Get-ErrorOf { Connect-Elvis $emulator.Address @all }
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        "$($problem[0])" | Should -BeLike "-${Parameter}: *"
        "$($problem[0])" | Should -Not -BeLike '*(Parameter*'
    }

    It 'refuses a probe of another origin' {
        $problem = Get-ErrorOf { Connect-Elvis $emulator.Address -Credential $guest -ProbeUri 'https://other.example.com/' }
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'CrossOriginRequest,*'
        "$($problem[0])" | Should -BeLike '-ProbeUri: *'
    }

    It 'says with every request what it is' {
        Connect-Elvis $emulator.Address -Credential $guest -UserAgent 'Nightly/1.0' | Test-ApiSession | Out-Null
        (Get-EmulatorLog $emulator '/services/profile').headers.'User-Agent' | Should -Be 'Nightly/1.0'
    }

    Context '-TrackCheckout' {
        It 'makes one client id and logs in with it each time' {
            $ids = 1..2 | ForEach-Object { (Connect-Elvis $emulator.Address -Credential $guest -TrackCheckout).Properties.ClientId }
            $ids[0] | Should -BeOfType guid
            $ids[1] | Should -Be $ids[0]
            (Get-EmulatorLog $emulator '/services/apilogin').body | Should -BeLike "*clientId=$($ids[0])*"
        }

        It 'has another id for another user' {
            $one = Connect-Elvis $emulator.Address -Credential $guest -TrackCheckout
            $other = Connect-Elvis $emulator.Address -Credential (New-TestCredential pro pro-Passw0rd) -TrackCheckout
            $other.Properties.ClientId | Should -Not -Be $one.Properties.ClientId
        }

        It 'keeps it where only the user can read it' -Skip:($IsWindows) {
            Connect-Elvis $emulator.Address -Credential $guest -TrackCheckout | Out-Null
            $folder = Get-Item (Join-Path $TestDrive 'ApiAuth/clients')
            $folder.UnixMode | Should -Be 'drwx------'
            Get-ChildItem $folder | ForEach-Object UnixMode | Select-Object -Unique | Should -Be '-rw-------'
        }
    }

    It 'uses the client id that it is given' {
        $id = [guid]::NewGuid()
        (Connect-Elvis $emulator.Address -Credential $guest -ClientId $id).Properties.ClientId | Should -Be $id
    }

    It 'connects once for each row of a pipeline' {
        $rows = [pscustomobject]@{ Server = $emulator.Address; Name = 'one'; Credential = $guest }, [pscustomobject]@{ Server = $emulator.Address; Name = 'two'; Credential = $guest }
        ($rows | Connect-Elvis).Name | Should -Be 'one', 'two'
    }
}
