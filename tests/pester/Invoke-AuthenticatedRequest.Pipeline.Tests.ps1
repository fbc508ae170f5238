BeforeAll {
    . "$PSScriptRoot/Support/Emulator.ps1"
    $session = Connect-Elvis $emulator.Address -Credential $guest -Name dam
}

AfterAll {
    Stop-Emulator $emulator
}

Describe 'Invoke-AuthenticatedRequest in a pipeline' {
    BeforeEach {
        Invoke-Emulator $emulator log -Method Delete
        Clear-Fault $emulator
    }

    It 'sends each text as an address' {
        'services/profile', 'services/ping' | Invoke-AuthenticatedRequest -Session dam | Should -HaveCount 2
    }

    It 'takes its parameters from the properties of rows' {
        @'
Uri,Method,Session,OutFile
services/ping,Get,dam,ROOT/ping.json
services/profile,Post,dam,ROOT/profile.json
'@.Replace('ROOT', $TestDrive) | ConvertFrom-Csv | Invoke-AuthenticatedRequest
        (Get-Content "$TestDrive/ping.json" | ConvertFrom-Json).state | Should -Be 'running'
        (Get-Content "$TestDrive/profile.json" | ConvertFrom-Json).username | Should -Be 'guest'
        (Get-EmulatorLog $emulator '/services/profile').method | Should -Be 'POST'
    }

    It 'does not keep for a row what an earlier one had' {
        [pscustomobject]@{ Uri = 'services/ping'; Headers = @{ 'X-Row' = '1' } }, [pscustomobject]@{ Uri = 'services/ping' } |
            Invoke-AuthenticatedRequest -Session dam -ThrottleLimit 1 | Should -HaveCount 2
        (Get-EmulatorLog $emulator '/services/ping').headers.'X-Row' | Should -Be '1', $null
    }

    It 'leaves out what is empty in a row' {
        @'
Uri,Method,Session,OutFile,InFile,ContentType,SoapAction
services/ping,,,,,,
services/ping,Post,dam,,,text/plain,
'@ | ConvertFrom-Csv | Invoke-AuthenticatedRequest -ErrorAction Stop | Should -HaveCount 2
        [pscustomobject]@{ Uri = 'services/ping'; Session = $null; Method = $null; Query = $null; Body = $null; Form = $null; Headers = $null; OutFile = $null } |
            Invoke-AuthenticatedRequest -ErrorAction Stop | ForEach-Object state | Should -Be 'running'
        (Get-EmulatorLog $emulator '/services/ping').method | Should -Be 'GET', 'POST', 'GET'
    }

    It 'refuses -<_> where it is given and empty' -ForEach 'Session', 'Method', 'InFile', 'OutFile', 'ContentType', 'SoapAction' {
        $empty = @{ $_ = $null }
        { Invoke-AuthenticatedRequest services/ping @empty } | Should -Throw "-${_}: *empty*" -ErrorId 'InvalidArgument,*'
        (Get-EmulatorLog $emulator).Count | Should -Be 0
    }

    It 'sends nothing for an input that is null' {
        $errors = Get-ErrorOf { $unset | Invoke-AuthenticatedRequest -Uri { "services/ping?id=$_" } -Session dam }
        $errors += Get-ErrorOf { $null, 'services/ping' | Invoke-AuthenticatedRequest -Session dam }
        $errors.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        "$($errors[0])" | Should -BeLike '-InputObject:*'
        $errors | Should -HaveCount 2
        (Get-EmulatorLog $emulator).Count | Should -Be 1
    }

    It 'takes no null for an input where there is no pipeline' {
        (Invoke-AuthenticatedRequest services/ping -InputObject $null).state | Should -Be 'running'
        $shell = [powershell]::Create([System.Management.Automation.RunspaceMode]::CurrentRunspace)
        $shell.AddCommand('Invoke-AuthenticatedRequest').AddParameter('Uri', 'services/ping').Invoke().state | Should -Be 'running'
    }

    It 'makes one error of what an input holds that nobody foresaw, and goes on with the others' {
        $file = "$TestDrive/a`"b.txt"
        'x' | Set-Content -LiteralPath $file
        $output = [pscustomobject]@{ Uri = 'services/ping'; Form = @{ file = Get-Item -LiteralPath $file } }, [pscustomobject]@{ Uri = 'services/ping' } |
            Invoke-AuthenticatedRequest -Session dam -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors | Should -HaveCount 1
        $errors[0].TargetObject.Form | Should -Not -BeNullOrEmpty
        $output.state | Should -Be 'running'
    }

    It 'says how a hashtable becomes a row' {
        $errors = Get-ErrorOf { @{ Uri = 'services/ping' } | Invoke-AuthenticatedRequest -Session dam }
        $errors | Should -HaveCount 1
        "$($errors[0])" | Should -BeLike '*pscustomobject*'
    }

    It 'evaluates script blocks for each input' {
        1..3 | ForEach-Object { [pscustomobject]@{ Id = $_ } } | Invoke-AuthenticatedRequest -Session dam -Method Post -ThrottleLimit 1 `
            -Uri { "services/ping?id=$($_.Id)" } -Body { @{ n = $_.Id } } -Headers { @{ 'X-Id' = $_.Id } } -OutFile { "$TestDrive/$($_.Id).out" }
        $log = Get-EmulatorLog $emulator '/services/ping'
        $log.query | Should -Be '?id=1', '?id=2', '?id=3'
        $log.body | Should -Be '{"n":1}', '{"n":2}', '{"n":3}'
        $log.headers.'X-Id' | Should -Be '1', '2', '3'
        "$TestDrive/1.out", "$TestDrive/2.out", "$TestDrive/3.out" | Should -Exist
    }

    It 'makes one error of one failed input and goes on with the others' {
        $output = 'services/ping', 'services/none', 'services/ping' | Invoke-AuthenticatedRequest -Session dam -ErrorVariable errors -ErrorAction SilentlyContinue
        $output | Should -HaveCount 2
        $errors | Should -HaveCount 1
        $errors[0].TargetObject | Should -BeExactly 'services/none'
        $errors[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }

    It 'stops at the first failure with -ErrorAction Stop' {
        { 'services/none', 'services/ping' | Invoke-AuthenticatedRequest -Session dam -ErrorAction Stop } | Should -Throw '*404*'
    }

    It 'sends no change after one that failed, though the failure came while the next input was on its way' {
        {
            & {
                'services/missing'
                while (-not (Get-EmulatorLog $emulator '/services/missing')) { }
                $null = Get-EmulatorLog $emulator
                'services/ping'
            } | Invoke-AuthenticatedRequest -Session dam -Method Post -ErrorAction Stop
        } | Should -Throw -ErrorId 'RequestFailed,*'
        (Get-EmulatorLog $emulator '/services/ping').Count | Should -Be 0
    }

    It 'sends no more where Select-Object has enough, and reads no more input' {
        $script:made = 0
        1..1000 | ForEach-Object { $script:made++; 'services/ping' } | Invoke-AuthenticatedRequest -Session dam -ThrottleLimit 4 |
            Select-Object -First 3 | Should -HaveCount 3
        $made | Should -BeLessThan 30
        (Get-EmulatorLog $emulator '/services/ping').Count | Should -BeLessOrEqual $made
    }

    It 'reads no further ahead than its window while the consumer is slow' {
        $script:made = 0
        $script:ahead = 0
        $script:taken = 0
        1..60 | ForEach-Object { $script:made++; 'services/ping' } | Invoke-AuthenticatedRequest -Session dam -ThrottleLimit 4 | ForEach-Object {
            $script:taken++
            $script:ahead = [Math]::Max($ahead, $made - $taken)
        }
        $taken | Should -Be 60
        $ahead | Should -BeLessOrEqual 9
    }
}

Describe 'Invoke-AuthenticatedRequest over many inputs' {
    BeforeAll {
        $server = Start-PlainServer
        $null = Connect-Elvis $server.Address -Credential $guest -Name plain
    }

    AfterAll {
        Disconnect-ApiSession -Session plain
        Stop-PlainServer $server
    }

    BeforeEach {
        $null = Get-RequestCount $server -Reset
    }

    # The first is answered when so many have been.
    It 'keeps the order of the inputs where later ones are answered first' {
        '/echo?number=1&answered=7', (2..8 | ForEach-Object { "/echo?number=$_" }) | Write-Output |
            Invoke-AuthenticatedRequest -Session plain -ThrottleLimit 8 -TimeoutSec 60 | ForEach-Object number | Should -Be (1..8)
    }

    It 'gives what comes first first with -AsCompleted' {
        $script:taken = 0
        $numbers = '/echo?number=1&answered=8', (2..8 | ForEach-Object { "/echo?number=$_" }) | Write-Output |
            Invoke-AuthenticatedRequest -Session plain -ThrottleLimit 8 -TimeoutSec 60 -AsCompleted | ForEach-Object {
                $_.number
                # The eighth answer, without which the first does not come.
                if (++$script:taken -eq 7) { $null = Invoke-RestMethod "$($server.Address)/echo" -NoProxy }
            }
        $numbers | Sort-Object | Should -Be (1..8)
        $numbers[-1] | Should -Be 1
    }

    It 'sends requests that change something one at a time unless told otherwise' {
        $null = 1..4 | ForEach-Object { '/wait?ms=20' } | Invoke-AuthenticatedRequest -Session plain -Method Post
        (Get-RequestCount $server -Reset).most | Should -Be 1
        $null = 1..2 | ForEach-Object { '/echo?started=2' } | Invoke-AuthenticatedRequest -Session plain -Method Post -ThrottleLimit 2 -TimeoutSec 60
        (Get-RequestCount $server).most | Should -Be 2
    }

    It 'keeps their order, and the memory where it was' {
        $inputs = { param($count) 1..$count | ForEach-Object { "/echo?number=$_" } }
        & $inputs 2000 | Invoke-AuthenticatedRequest -Session plain -ThrottleLimit 32 | Out-Null
        $before = [GC]::GetTotalMemory($true)
        $last = 0
        & $inputs 5000 | Invoke-AuthenticatedRequest -Session plain -ThrottleLimit 32 | ForEach-Object {
            if ($_.number -eq $last + 1) { $last++ }
        }
        $last | Should -Be 5000
        ([GC]::GetTotalMemory($true) - $before) / 1MB | Should -BeLessThan 4
        (Get-RequestCount $server).started | Should -Be 7000
    }

    It 'leaves none running where the consumer stops early' {
        1..1000 | ForEach-Object { "/wait?ms=$($_ -le 3 ? 10 : 60000)" } | Invoke-AuthenticatedRequest -Session plain -ThrottleLimit 32 |
            Select-Object -First 3 | Should -HaveCount 3
        $until = [datetime]::UtcNow.AddSeconds(10)
        while (($count = Get-RequestCount $server).running -gt 0 -and [datetime]::UtcNow -lt $until) { Start-Sleep -Milliseconds 20 }
        $count.running | Should -Be 0
        $count.started | Should -BeLessOrEqual 64
    }
}
