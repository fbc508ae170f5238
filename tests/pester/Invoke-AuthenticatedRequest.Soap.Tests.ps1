BeforeAll {
    . "$PSScriptRoot/Support/Emulator.ps1"
    $key = (Invoke-Emulator $emulator accounts).softExpert[0].apiKey
    $null = Connect-SoftExpert $emulator.Address -ApiKey (New-TestSecret $key) -Name suite
    $workflow = @{ Uri = 'se/ws/wf_ws.php'; Session = 'suite' }
}

AfterAll {
    Stop-Emulator $emulator
}

Describe 'Invoke-AuthenticatedRequest -SoapAction' {
    BeforeEach {
        Invoke-Emulator $emulator log -Method Delete
    }

    It 'wraps an ordered hashtable in the namespace of the operation' {
        $answer = Invoke-AuthenticatedRequest @workflow -SoapAction urn:workflow#newWorkflow -Body ([ordered]@{ ProcessID = 'PURCHASE'; WorkflowTitle = 'Ä <&>' })
        $answer | Should -BeOfType System.Xml.XmlDocument
        $answer.Envelope.Body.newWorkflowResponse.Status | Should -Be 'SUCCESS'
        $sent = (Get-EmulatorLog $emulator)[0]
        $sent.headers.SOAPAction | Should -Be '"urn:workflow#newWorkflow"'
        $sent.headers.'Content-Type' | Should -Be 'text/xml; charset=utf-8'
        $operation = ([xml]$sent.body).Envelope.Body.newWorkflow
        $operation.NamespaceURI | Should -Be 'urn:workflow'
        @($operation.ChildNodes.LocalName) | Should -Be 'ProcessID', 'WorkflowTitle'
        $operation.WorkflowTitle | Should -BeExactly 'Ä <&>'
    }

    It 'takes XML as <What>' -ForEach @(
        @{ What = 'text'; Body = '<newWorkflow xmlns="urn:workflow"><ProcessID>PURCHASE</ProcessID></newWorkflow>' }
        @{ What = 'a document'; Body = [xml]'<newWorkflow xmlns="urn:workflow"><ProcessID>PURCHASE</ProcessID></newWorkflow>' }
    ) {
        $answer = Invoke-AuthenticatedRequest @workflow -SoapAction newWorkflow -Body $Body
        $answer.Envelope.Body.newWorkflowResponse.RecordID | Should -Not -BeNullOrEmpty
    }

    It 'takes XML from a file, in the encoding that it declares' {
        $xml = '<?xml version="1.0" encoding="ISO-8859-1"?><newWorkflow xmlns="urn:workflow"><ProcessID>PURCHASE</ProcessID><WorkflowTitle>Ä</WorkflowTitle></newWorkflow>'
        [System.IO.File]::WriteAllBytes("$TestDrive/operation.xml", [System.Text.Encoding]::Latin1.GetBytes($xml))
        $answer = Invoke-AuthenticatedRequest @workflow -SoapAction newWorkflow -InFile "$TestDrive/operation.xml"
        $answer.Envelope.Body.newWorkflowResponse.RecordID | Should -Not -BeNullOrEmpty
        ([xml](Get-EmulatorLog $emulator)[0].body).Envelope.Body.newWorkflow.WorkflowTitle | Should -BeExactly 'Ä'
    }

    It 'speaks SOAP 1.2' {
        $null = Invoke-AuthenticatedRequest @workflow -SoapAction urn:workflow#newWorkflow -SoapVersion Soap12 -Body @{ ProcessID = 'PURCHASE' }
        (Get-EmulatorLog $emulator)[0].headers.'Content-Type' | Should -Be 'application/soap+xml; charset=utf-8; action="urn:workflow#newWorkflow"'
        ([xml](Get-EmulatorLog $emulator)[0].body).DocumentElement.NamespaceURI | Should -Be 'http://www.w3.org/2003/05/soap-envelope'
    }

    It 'honours the encoding that the answer declares' {
        $answer = Invoke-AuthenticatedRequest @workflow -SoapAction urn:workflow#newWorkflowEditData -Body @{ ProcessID = 'PURCHASE' }
        $answer.Envelope.Body.newWorkflowEditDataResponse.Detail | Should -BeExactly 'A instância do fluxo foi criada.'
    }

    It 'makes a VendorError with its code of the status FAILURE' {
        $errors = Get-ErrorOf { Invoke-AuthenticatedRequest @workflow -SoapAction urn:workflow#newWorkflow -Body @{ ProcessID = 'NONE' } }
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'VendorError,*'
        $errors[0].Exception.VendorCode | Should -Be '-5'
    }

    It 'makes a SoapFault of a fault' {
        $errors = Get-ErrorOf { Invoke-AuthenticatedRequest @workflow -SoapAction urn:workflow#none }
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'SoapFault,*'
        "$($errors[0])" | Should -BeLike '*none*'
    }

    It 'sends <What> as base64' -ForEach @(
        @{ What = 'bytes'; Value = { , [byte[]](0..255) }; Length = 256 }
        @{ What = 'a file'; Value = { [System.IO.File]::WriteAllBytes("$TestDrive/a.bin", [byte[]]::new(500001)); Get-Item "$TestDrive/a.bin" }; Length = 500001 }
    ) {
        $answer = Invoke-AuthenticatedRequest @workflow -SoapAction urn:workflow#newAttachment -Body ([ordered]@{ WorkflowID = '1'; FileName = 'a.bin'; FileContent = & $Value })
        $answer.Envelope.Body.newAttachmentResponse.Detail | Should -Be "$Length bytes attached."
    }

    It 'gives nothing for an answer without a body' {
        Invoke-AuthenticatedRequest @workflow -SoapAction urn:workflow#cancelWorkflow -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'names the parameter where <What>' -ForEach @(
        @{ What = 'the XML is none'; Arguments = @{ SoapAction = 'newWorkflow'; Body = '<a>' }; Parameter = 'Body' }
        @{ What = 'a name can be no element'; Arguments = @{ SoapAction = 'urn:x#y'; Body = @{ 'a b' = 1 } }; Parameter = 'Body' }
        @{ What = 'the action names no operation'; Arguments = @{ SoapAction = 'urn:x#'; Body = @{} }; Parameter = 'SoapAction' }
        @{ What = 'the file holds no XML'; Arguments = @{ SoapAction = 'urn:x#y'; InFile = $PSCommandPath }; Parameter = 'InFile' }
        @{ What = 'a form is given'; Arguments = @{ SoapAction = 'urn:x#y'; Form = @{ a = 1 } }; Parameter = 'Form' }
        @{ What = 'a content type is given'; Arguments = @{ SoapAction = 'urn:x#y'; ContentType = 'text/xml' }; Parameter = 'ContentType' }
        @{ What = 'the method is another'; Arguments = @{ SoapAction = 'urn:x#y'; Method = 'Get'; WhatIf = $true }; Parameter = 'Method' }
        @{ What = 'two bodies are given'; Arguments = @{ SoapAction = 'urn:x#y'; Body = @{}; InFile = $PSCommandPath }; Parameter = 'Body' }
    ) {
        $errors = Get-ErrorOf { Invoke-AuthenticatedRequest @workflow @Arguments }
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        "$($errors[0])" | Should -BeLike "-${Parameter}:*"
        (Get-EmulatorLog $emulator).Count | Should -Be 0
    }
}
