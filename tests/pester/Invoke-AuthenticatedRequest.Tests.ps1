BeforeAll {
    . "$PSScriptRoot/Support/Emulator.ps1"
    $session = Connect-Elvis $emulator.Address -Credential $guest -Name dam
}

AfterAll {
    Stop-Emulator $emulator
}

Describe 'Invoke-AuthenticatedRequest' {
    BeforeEach {
        Invoke-Emulator $emulator log -Method Delete
        Clear-Fault $emulator
    }

    It 'uses the default session where none is named' {
        (Invoke-AuthenticatedRequest services/profile -Method Post).username | Should -Be 'guest'
    }

    It 'takes the session as <What>' -ForEach @(
        @{ What = 'an object'; Call = { Invoke-AuthenticatedRequest services/profile -Session $session } }
        @{ What = 'a name'; Call = { Invoke-AuthenticatedRequest services/profile -Session dam } }
        @{ What = 'the input'; Call = { $session | Invoke-AuthenticatedRequest services/profile } }
        @{ What = 'a property'; Call = { [pscustomobject]@{ Session = 'dam' } | Invoke-AuthenticatedRequest services/profile } }
    ) {
        (& $Call).username | Should -Be 'guest'
    }

    It 'says which sessions there are where the name is unknown' {
        $errors = Get-ErrorOf { Invoke-AuthenticatedRequest services/profile -Session nope }
        $errors.Count | Should -Be 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'SessionNotFound,*'
        "$($errors[0])" | Should -BeLike '*dam*'
    }

    It 'names what is missing where there is no address' {
        $errors = Get-ErrorOf { [pscustomobject]@{ Id = 1 } | Invoke-AuthenticatedRequest -Session dam }
        $errors.Count | Should -Be 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        $errors[0].TargetObject.Id | Should -Be 1
        (Get-EmulatorLog $emulator).Count | Should -Be 0
    }

    It 'puts -Query, and the hashtable of a request that reads, into the address' {
        $null = Invoke-AuthenticatedRequest services/ping -Query ([ordered]@{ q = 'a&b=ä'; n = 1, 2 }) -Body @{ z = $true }
        (Get-EmulatorLog $emulator '/services/ping').query | Should -Be '?q=a%26b%3D%C3%A4&n=1&n=2&z=true'
    }

    It 'sends a <What> as <ContentType>' -ForEach @(
        @{ What = 'hashtable'; Value = @{ a = @{ b = 1, 2 } }; ContentType = 'application/json; charset=utf-8'; Text = '{"a":{"b":[1,2]}}' }
        @{ What = 'text that is JSON'; Value = '{"a":1}'; ContentType = 'application/json; charset=utf-8'; Text = '{"a":1}' }
        @{ What = 'text that is XML'; Value = '<a>ä</a>'; ContentType = 'text/xml; charset=utf-8'; Text = '<a>ä</a>' }
        @{ What = 'text'; Value = 'a=1'; ContentType = 'application/x-www-form-urlencoded'; Text = 'a=1' }
        @{ What = 'list of objects'; Value = @([pscustomobject]@{ n = 0.5 }, $null); ContentType = 'application/json; charset=utf-8'; Text = '[{"n":0.5},null]' }
    ) {
        $null = Invoke-AuthenticatedRequest services/ping -Method Post -Body $Value
        $sent = (Get-EmulatorLog $emulator '/services/ping')[0]
        $sent.headers.'Content-Type' | Should -Be $ContentType
        $sent.body | Should -BeExactly $Text
    }

    It 'sends a hashtable as a form where the content type says so' {
        $null = Invoke-AuthenticatedRequest services/ping -Method Post -Body @{ a = 'x y&z' } -ContentType application/x-www-form-urlencoded
        (Get-EmulatorLog $emulator '/services/ping').body | Should -BeExactly 'a=x+y%26z'
    }

    It 'refuses a body that holds a <What>' -ForEach @(
        @{ What = 'SecureString'; Value = { ConvertTo-SecureString hidden -AsPlainText -Force } }
        @{ What = 'credential'; Value = { [pscredential]::new('u', (ConvertTo-SecureString hidden -AsPlainText -Force)) } }
    ) {
        $errors = Get-ErrorOf { Invoke-AuthenticatedRequest services/ping -Method Post -Body @{ password = (& $Value) } }
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        (Get-EmulatorLog $emulator).Count | Should -Be 0
    }

    It 'sends headers with one request only, and none that holds the end of a line' {
        $null = Invoke-AuthenticatedRequest services/ping -Headers @{ 'X-Once' = 'yes' }
        $null = Invoke-AuthenticatedRequest services/ping
        (Get-EmulatorLog $emulator '/services/ping').headers.'X-Once' | Should -Be 'yes', $null
        $errors = Get-ErrorOf { Invoke-AuthenticatedRequest services/ping -Headers @{ 'X-A' = "a`r`nX-B: b" } }
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        (Get-EmulatorLog $emulator '/services/ping').Count | Should -Be 2
    }

    It 'names the parameter where <What>' -ForEach @(
        @{ What = 'the drive does not exist'; Parameter = 'OutFile'; Arguments = @{ OutFile = 'nodrive:/x' } }
        @{ What = 'the path is none of a file'; Parameter = 'OutFile'; Arguments = @{ OutFile = 'env:x' } }
        @{ What = 'the content type is none'; Parameter = 'ContentType'; Arguments = @{ Method = 'Post'; Body = [byte[]]1; ContentType = 'a b' } }
        @{ What = 'the method is none'; Parameter = 'Method'; Arguments = @{ Method = 'G T' } }
        @{ What = 'two bodies are given'; Parameter = 'Body'; Arguments = @{ Body = 'x'; Form = @{} } }
        @{ What = 'there is no file to go on with'; Parameter = 'Resume'; Arguments = @{ Resume = $true } }
        @{ What = 'there is no SOAP action'; Parameter = 'SoapVersion'; Arguments = @{ SoapVersion = 'Soap12' } }
        @{ What = 'a name of a form is empty'; Parameter = 'Form'; Arguments = @{ Form = @{ '' = 1 } } }
        @{ What = 'the host is none'; Parameter = 'Uri'; Arguments = @{ Uri = '//[x' } }
        @{ What = 'the port is none'; Parameter = 'Uri'; Arguments = @{ Uri = '//host:99999/' } }
    ) {
        $all = @{ Uri = 'services/ping' }
        foreach ($name in $Arguments.Keys) { $all[$name] = $Arguments[$name] }
        $errors = Get-ErrorOf { Invoke-AuthenticatedRequest @all }
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        "$($errors[0])" | Should -BeLike "-${Parameter}:*"
        (Get-EmulatorLog $emulator).Count | Should -Be 0
    }

    It 'changes nothing with -WhatIf, and reads all the same' {
        Invoke-AuthenticatedRequest services/checkout/asset-00001 -Method Post -WhatIf
        Invoke-AuthenticatedRequest services/ping -OutFile "$TestDrive/whatif.json" -WhatIf
        (Get-EmulatorLog $emulator).Count | Should -Be 0
        "$TestDrive/whatif.json" | Should -Not -Exist
        (Invoke-AuthenticatedRequest services/ping -WhatIf).state | Should -Be 'running'
    }

    It 'sets the variables anew for every answer, a failure too' {
        $null = Invoke-AuthenticatedRequest services/ping -StatusCodeVariable status -ResponseHeadersVariable headers
        $status | Should -Be 200
        $headers['Content-Type'] | Should -BeLike 'application/json*'
        $null = Get-ErrorOf { Invoke-AuthenticatedRequest services/none -StatusCodeVariable script:failed -ResponseHeadersVariable script:failedHeaders }
        $failed | Should -Be 404
        $failedHeaders | Should -BeNullOrEmpty
    }

    It 'leaves nothing of an earlier answer in the variables where <What>' -ForEach @(
        @{ What = 'the session is unknown'; Arguments = @{ Uri = 'services/ping'; Session = 'typo' } }
        @{ What = 'an argument is wrong'; Arguments = @{ Uri = 'services/ping'; Method = 'G T' } }
        @{ What = 'a file is missing'; Arguments = @{ Uri = 'services/ping'; InFile = '/none/there' } }
        @{ What = 'nothing is sent, with -WhatIf'; Arguments = @{ Uri = 'services/ping'; Method = 'Post'; WhatIf = $true } }
        @{ What = 'nothing is sent, with -First 0'; Arguments = @{ Uri = 'services/ping'; First = 0 } }
    ) {
        $status = 200
        $headers = @{ 'Content-Type' = 'text/plain' }
        Invoke-AuthenticatedRequest @Arguments -StatusCodeVariable status -ResponseHeadersVariable headers -ErrorAction SilentlyContinue
        $status | Should -BeNullOrEmpty
        $headers | Should -BeNullOrEmpty
        (Get-EmulatorLog $emulator).Count | Should -Be 0
    }

    It 'leaves nothing of an earlier input in the variables where a later one is not sent' {
        $null = 'services/ping', '//[x' | Invoke-AuthenticatedRequest -ThrottleLimit 1 -StatusCodeVariable status -ErrorAction SilentlyContinue
        $status | Should -BeNullOrEmpty
    }

    It 'does not repeat in an error what stands in the query: <_>' -ForEach 'services/none?key=hidden', '//[x?key=hidden' {
        $errors = @(Get-ErrorOf { Invoke-AuthenticatedRequest $_ }) + @(Get-ErrorOf { $_ | Invoke-AuthenticatedRequest })
        $errors | Should -HaveCount 2
        foreach ($problem in $errors) {
            $problem.TargetObject | Should -Be ($_ -replace '\?.*')
            "$problem $($problem.CategoryInfo)" | Should -Not -BeLike '*hidden*'
        }
    }

    It 'tells a file that can''t be read from one that is not there' {
        'x' | Set-Content "$TestDrive/locked"
        $lock = [System.IO.File]::Open("$TestDrive/locked", 'Open', 'ReadWrite', 'None')
        $problem = (Get-ErrorOf { Invoke-AuthenticatedRequest services/ping -InFile "$TestDrive/locked" })[0]
        $lock.Dispose()
        $problem.FullyQualifiedErrorId | Should -BeLike 'FileAccessFailed,*'
        $problem.CategoryInfo.Category | Should -Be 'ReadError'
        (Get-ErrorOf { Invoke-AuthenticatedRequest services/ping -InFile "$TestDrive/none" })[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }

    It 'gives a failure as an answer with -SkipHttpErrorCheck' {
        Invoke-AuthenticatedRequest services/none -SkipHttpErrorCheck -StatusCodeVariable status
        $status | Should -Be 404
    }

    It 'gives with -AsResponse what came beside the content, and shows no cookie' {
        Add-Fault $emulator @{ kind = 'setCookie'; path = '/services/ping'; cookies = @('authToken=hidden; Path=/') }
        $response = Invoke-AuthenticatedRequest services/ping -AsResponse
        $response.StatusCode | Should -Be 200
        $response.Content.state | Should -Be 'running'
        $response.RawContent | Should -BeLike '{"state":*'
        $response.RequestUri.AbsolutePath | Should -Be '/services/ping'
        $response.Attempts.Count | Should -Be 1
        $response.Duration | Should -BeGreaterThan ([timespan]::Zero)
        $response.Headers['Set-Cookie'] | Should -Be 'authToken=***; Path=/'
    }

    It 'sends nothing to another origin' {
        [uri]$other = (Invoke-RestMethod "$($emulator.Address)/_emulator" -NoProxy).otherOrigin
        $errors = Get-ErrorOf { Invoke-AuthenticatedRequest ([uri]::new($other, 'services/profile')) }
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'CrossOriginRequest,*'
        $errors[0].CategoryInfo.Category | Should -Be 'SecurityError'
        Get-EmulatorLog $emulator | Where-Object origin -EQ other | Should -BeNullOrEmpty

        Add-Fault $emulator @{ kind = 'redirect'; path = '/services/ping' }
        (Get-ErrorOf { Invoke-AuthenticatedRequest services/ping })[0].FullyQualifiedErrorId | Should -BeLike 'CrossOriginRedirect,*'
        (Get-EmulatorLog $emulator '/services/ping').origin | Should -Be 'main'
    }
}
