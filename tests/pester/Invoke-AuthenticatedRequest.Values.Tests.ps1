BeforeAll {
    Import-Module "$PSScriptRoot/Support/ApiAuth.TestSupport.psm1" -Force
    Import-TestedModule
    $emulator = Start-Emulator
    $null = Connect-Elvis $emulator.Address -Credential (New-TestCredential guest guest) -Name dam
    $secure = New-TestSecret hidden
    $credential = New-TestCredential user hidden

    function Send($With) { Invoke-AuthenticatedRequest services/ping -Session dam -Method Post @With }
}

AfterAll {
    Get-ApiSession | Disconnect-ApiSession
    Stop-Emulator $emulator
}

Describe 'Invoke-AuthenticatedRequest and values of all kinds' {
    BeforeEach {
        Invoke-Emulator $emulator log -Method Delete
    }

    It 'sends no <What> as the name of its type, and names the member in <Parameter>' -ForEach @(
        foreach ($what in 'SecureString', 'credential') {
            $value = @{ SecureString = { $secure }; credential = { $credential } }[$what]
            @{ What = $what; Value = $value; Parameter = 'Query'; With = { @{ Query = @{ member = $args[0] } } } }
            @{ What = $what; Value = $value; Parameter = 'Headers'; With = { @{ Headers = @{ member = $args[0] } } } }
            @{ What = $what; Value = $value; Parameter = 'Form'; With = { @{ Form = @{ member = $args[0] } } } }
            @{ What = $what; Value = $value; Parameter = 'Form'; With = { @{ Form = @{ a = @{ member = $args[0] } } } } }
            @{ What = $what; Value = $value; Parameter = 'Body'; With = { @{ Body = @{ a = @{ member = $args[0] } } } } }
            @{ What = $what; Value = $value; Parameter = 'Body'; With = { @{ Body = @{ member = $args[0] }; ContentType = 'application/x-www-form-urlencoded' } } }
            @{ What = $what; Value = $value; Parameter = 'Body'; With = { @{ Body = @{ member = $args[0] }; SoapAction = 'urn:x#y' } } }
        }

        @{ What = 'hashtable'; Value = { @{ a = 1 } }; Parameter = 'Query'; With = { @{ Query = @{ member = $args[0] } } } }
        @{ What = 'hashtable'; Value = { @{ a = 1 } }; Parameter = 'Headers'; With = { @{ Headers = @{ member = $args[0] } } } }
        @{ What = 'object'; Value = { [pscustomobject]@{ a = 1 } }; Parameter = 'Query'; With = { @{ Query = @{ member = $args[0] } } } }
        @{ What = 'byte array'; Value = { , [byte[]](1, 2) }; Parameter = 'Query'; With = { @{ Query = @{ member = $args[0] } } } }
        @{ What = 'list in a list'; Value = { , @(@(1, 2), @(3, 4)) }; Parameter = 'Query'; With = { @{ Query = @{ member = $args[0] } } } }
        @{ What = 'type without a text'; Value = { [System.Net.CookieContainer]::new() }; Parameter = 'Query'; With = { @{ Query = @{ member = $args[0] } } } }
    ) {
        $with = & $With (& $Value)
        $errors = Get-ErrorOf { Send $with }
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        "$($errors[0])" | Should -BeLike "-${Parameter}:*'member'*"
        Get-EmulatorLog $emulator | Should -BeNullOrEmpty
    }

    It 'sends an address as it was written' {
        Send @{ Query = @{ q = [uri]'https://x/a%20b' }; Body = @{ link = [uri]'https://x/a%20b' } } | Out-Null
        $sent = (Get-EmulatorLog $emulator '/services/ping')[0]
        $sent.query | Should -BeExactly '?q=https%3A%2F%2Fx%2Fa%2520b'
        $sent.body | Should -BeExactly '{"link":"https://x/a%20b"}'
    }

    It 'names a property that can not be read, and goes on with the next input' {
        $broken = [pscustomobject]@{ a = 1 } | Add-Member -PassThru ScriptProperty broken { throw 'not now' }
        $answers = @{ p = $broken }, @{ p = 1 } | ForEach-Object { [pscustomobject]@{ Body = $_ } } |
            Invoke-AuthenticatedRequest services/ping -Session dam -Method Post -ErrorVariable errors -ErrorAction SilentlyContinue
        $answers.state | Should -Be 'running'
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        "$($errors[0])" | Should -BeLike "-Body: 'broken' can't be read: *not now*"
    }

    It 'sends the properties of an object as a form where the content type says so' {
        Send @{ Body = [pscustomobject]@{ a = 'x y'; b = 1, 2 }; ContentType = 'application/x-www-form-urlencoded' } | Out-Null
        (Get-EmulatorLog $emulator '/services/ping')[0].body | Should -BeExactly 'a=x+y&b=1&b=2'
    }

    It 'refuses <What> as a form' -ForEach @{ What = 'a list'; Value = , (1, 2) }, @{ What = 'a number'; Value = 42 } {
        $errors = Get-ErrorOf { Send @{ Body = $Value; ContentType = 'application/x-www-form-urlencoded' } }
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        Get-EmulatorLog $emulator | Should -BeNullOrEmpty
    }

    It 'sends XML in the encoding that it declares, with <ContentType> as <Type>' -ForEach @(
        @{ ContentType = $null; Type = 'text/xml; charset=ISO-8859-1'; Length = 51 }
        @{ ContentType = 'application/xml'; Type = 'application/xml; charset=ISO-8859-1'; Length = 51 }
        @{ ContentType = 'application/xml; charset=utf-8'; Type = 'application/xml; charset=utf-8'; Length = 52 }
    ) {
        $document = [xml]"<?xml version=`"1.0`" encoding=`"ISO-8859-1`"?><a>$([char]0xE4)</a>"
        $with = @{ Uri = 'services/create'; Session = 'dam'; Method = 'Post'; Body = $document }
        if ($ContentType) { $with.ContentType = $ContentType }
        $null = Invoke-AuthenticatedRequest @with -SkipHttpErrorCheck
        $sent = (Get-EmulatorLog $emulator '/services/create')[0]
        $sent.headers.'Content-Type' | Should -BeExactly $Type
        $sent.bytesReceived | Should -Be $Length
    }

    It 'sends a form whose names hold quotation marks and ends of lines' {
        $file = Join-Path $TestDrive ($IsWindows ? 'a.txt' : 'a"b.txt')
        Set-Content -LiteralPath $file content -NoNewline
        $answer = Invoke-AuthenticatedRequest services/create -Session dam -Form @{ Filedata = Get-Item -LiteralPath $file; "a`"b`r`nc" = 'x' }
        $answer.file.sha256 | Should -Be (Get-FileHash -LiteralPath $file).Hash
        $answer.file.name | Should -Be ($IsWindows ? 'a.txt' : 'a%22b.txt')
        $answer.metadata.'a%22b%0D%0Ac' | Should -Be 'x'
    }

    It 'refuses a form with a name that is empty' {
        "$((Get-ErrorOf { Send @{ Form = @{ '' = 1 } } })[0])" | Should -BeLike '-Form:*empty*'
    }
}
