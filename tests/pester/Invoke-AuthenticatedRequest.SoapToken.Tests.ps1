BeforeAll {
    . "$PSScriptRoot/Support/Emulator.ps1"
    $null = Get-SbtSecurityToken -ApiKey (New-TestSecret sbt-key-one-day) -Server $emulator.Address -TokenExpiration OneDay -Name sms
    $ns = 'http://SBTService/ServiceContracts/'
    $lookup = @{ Uri = 'Sbt.App.SetUp/WSServices/GeneralWSService.svc'; Session = 'sms'; SoapAction = "${ns}IGeneralWSService/GetCarrierLookup" }
    [System.IO.File]::WriteAllBytes("$TestDrive/a.bin", [byte[]]::new(200000))

    function Get-SentToken {
        foreach ($sent in Get-EmulatorLog $emulator '*GeneralWSService.svc') {
            [regex]::Match($sent.body, '<securityToken[^>]*>([^<]*)<').Groups[1].Value
        }
    }
}

AfterAll {
    Stop-Emulator $emulator
}

Describe 'Invoke-AuthenticatedRequest with the token in a SOAP body' {
    BeforeEach {
        Invoke-Emulator $emulator log -Method Delete
    }

    Context 'as <What>' -ForEach @(
        @{ What = 'XML'; Body = { "<GetCarrierLookup xmlns='$ns'><securityToken>{SecurityToken}</securityToken><orgCode>ACME</orgCode><phone>5550100</phone></GetCarrierLookup>" } }
        @{ What = 'a document'; Body = { [xml]"<GetCarrierLookup xmlns='$ns'><securityToken>{SecurityToken}</securityToken><orgCode>ACME</orgCode><phone>5550100</phone></GetCarrierLookup>" } }
        @{ What = 'a hashtable'; Body = { [ordered]@{ securityToken = '{SecurityToken}'; orgCode = 'ACME'; phone = '5550100' } } }
        @{ What = 'a hashtable with a file'; Body = { [ordered]@{ securityToken = '{SecurityToken}'; orgCode = 'ACME'; phone = '5550100'; attachment = Get-Item "$TestDrive/a.bin" } } }
    ) {
        It 'places it where its marker stands, and nowhere else' {
            $answer = Invoke-AuthenticatedRequest @lookup -Body (& $Body)
            $answer.Envelope.Body.GetCarrierLookupResponse.GetCarrierLookupResult.Phone | Should -Be '5550100'
            $log = Get-EmulatorLog $emulator
            $log | Should -HaveCount 1
            $log[0].query | Should -BeNullOrEmpty
            $log[0].body | Should -Not -BeLike '*{SecurityToken}*'
        }

        It 'places the new one where the service has ended the old' {
            Invoke-Emulator $emulator tokens/expire -Method Post -Body @{ service = 'SolutionsByText' }
            $answer = Invoke-AuthenticatedRequest @lookup -Body (& $Body)
            $answer.Envelope.Body.GetCarrierLookupResponse.GetCarrierLookupResult.Result | Should -Be 'true'
            $old, $new, $more = Get-SentToken
            $new | Should -Not -Be $old
            $more | Should -BeNullOrEmpty
            (Get-EmulatorLog $emulator).operation | Should -Be 'GetCarrierLookup', 'login', 'GetCarrierLookup'
        }
    }

    It 'places it into the XML of a file' {
        Set-Content "$TestDrive/lookup.xml" "<GetCarrierLookup xmlns='$ns'><securityToken>{SecurityToken}</securityToken><orgCode>ACME</orgCode><phone>5550100</phone></GetCarrierLookup>"
        (Invoke-AuthenticatedRequest @lookup -InFile "$TestDrive/lookup.xml").Envelope.Body.GetCarrierLookupResponse.GetCarrierLookupResult.Phone | Should -Be '5550100'
        (Get-EmulatorLog $emulator)[0].query | Should -BeNullOrEmpty
    }

    It 'speaks SOAP 1.2' {
        $answer = Invoke-AuthenticatedRequest @lookup -SoapVersion Soap12 -Body ([ordered]@{ securityToken = '{SecurityToken}'; orgCode = 'ACME'; phone = '5550100' })
        $answer.Envelope.Body.GetCarrierLookupResponse.GetCarrierLookupResult.ErrorCode | Should -Be '1400'
    }

    It 'sends a file whole beside it' {
        $null = Invoke-AuthenticatedRequest @lookup -Body ([ordered]@{ attachment = Get-Item "$TestDrive/a.bin"; securityToken = '{SecurityToken}'; orgCode = 'ACME' })
        $sent = (Get-EmulatorLog $emulator)[0]
        $sent.bytesReceived | Should -Be $sent.headers.'Content-Length'[0]
        $sent.bytesReceived | Should -BeGreaterThan ([Math]::Ceiling(200000 / 3) * 4)
    }

    It 'replaces every marker of a text in another encoding, and keeps the letters' {
        Invoke-AuthenticatedRequest Sbt.App.SetUp/none -Session sms -Method Post -Body 'ä {SecurityToken} {SecurityToken}' -ContentType 'text/plain; charset=iso-8859-1' `
            -Headers @{ 'Content-Language' = 'de' } -SkipHttpErrorCheck | Out-Null
        $sent = (Get-EmulatorLog $emulator)[0]
        $sent.body | Should -Match '^\uFFFD (\S{64}) \1$'
        $sent.headers.'Content-Language' | Should -Be 'de'
    }

    It 'leaves a token of the caller''s alone, and does not send it again' {
        $errors = Get-ErrorOf { Invoke-AuthenticatedRequest @lookup -Body ([ordered]@{ securityToken = 'mine'; orgCode = 'ACME' }) }
        $errors | Should -HaveCount 1
        $errors[0].Exception.VendorCode | Should -Be '1000'
        Get-SentToken | Should -Be 'mine'
    }

    It 'says what to write where no token was placed' {
        $errors = Get-ErrorOf { Invoke-AuthenticatedRequest @lookup -Body ([ordered]@{ orgCode = 'ACME'; phone = '5550100' }) }
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'VendorError,*'
        $errors[0].ErrorDetails.RecommendedAction | Should -BeLike '*{SecurityToken}*'
    }

    It 'sends messages by its hashtable' {
        $answer = Invoke-AuthenticatedRequest Sbt.App.SetUp/WSServices/MessageWSService.svc -Session sms -SoapAction "${ns}IMessageWSService/SendMessage" `
            -Body ([ordered]@{ securityToken = '{SecurityToken}'; orgCode = 'ACME'; message = 'Grüße <&>'; sendTo = @{ string = '5550100', '5550101' } })
        $answer.Envelope.Body.SendMessageResponse.SendMessageResult.TicketNumber | Should -Be 'T-2'
    }
}
