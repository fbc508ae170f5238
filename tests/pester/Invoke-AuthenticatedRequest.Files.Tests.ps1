BeforeAll {
    . "$PSScriptRoot/Support/Emulator.ps1"
    $null = Connect-Elvis $emulator.Address -Credential $guest -Name dam
    $size = 3000000
    $uri = "file/big?bytes=$size"
    Invoke-AuthenticatedRequest $uri -Session dam -OutFile "$TestDrive/original.bin"
    $original = (Get-FileHash "$TestDrive/original.bin").Hash

    function Set-Break([int] $After) {
        Add-Fault $emulator @{ kind = 'resetMidBody'; path = '/file/big'; chunkBytes = $After }
    }
}

AfterAll {
    Stop-Emulator $emulator
}

Describe 'Invoke-AuthenticatedRequest and files' {
    BeforeEach {
        Clear-Fault $emulator
        Invoke-Emulator $emulator log -Method Delete
        $folder = New-Item "$TestDrive/$([guid]::NewGuid())" -ItemType Directory
        $file = Join-Path $folder big.bin
    }

    It 'saves the answer and nothing beside it, and outputs nothing' {
        Invoke-AuthenticatedRequest $uri -Session dam -OutFile $file | Should -BeNullOrEmpty
        (Get-ChildItem $folder).Name | Should -Be 'big.bin'
        (Get-Item $file).Length | Should -Be $size
    }

    It 'takes a path that is relative to the location, brackets and all' {
        Push-Location $folder
        try { Invoke-AuthenticatedRequest $uri -Session dam -OutFile 'a[1].bin' } finally { Pop-Location }
        (Get-ChildItem $folder).Name | Should -Be 'a[1].bin'
    }

    It 'replaces a file, and leaves it as it was where the download fails' {
        Set-Content $file old
        Set-Break 1000000
        (Get-ErrorOf { Invoke-AuthenticatedRequest $uri -Session dam -OutFile $file -MaximumRetryCount 0 }) | Should -HaveCount 1
        Get-Content $file | Should -Be old
        (Get-ChildItem $folder).Name | Should -Be 'big.bin'
        Invoke-AuthenticatedRequest $uri -Session dam -OutFile $file
        (Get-FileHash $file).Hash | Should -Be $original
    }

    It 'goes on with the part where -Resume is given' {
        Set-Break 1500000
        (Get-ErrorOf { Invoke-AuthenticatedRequest $uri -Session dam -OutFile $file -Resume -MaximumRetryCount 0 }) | Should -HaveCount 1
        "$file.part" | Should -Exist
        $already = (Get-Item "$file.part").Length
        $already | Should -BeGreaterThan 0
        Invoke-AuthenticatedRequest $uri -Session dam -OutFile $file -Resume
        (Get-FileHash $file).Hash | Should -Be $original
        (Get-ChildItem $folder).Name | Should -Be 'big.bin'
        $resumed = (Get-EmulatorLog $emulator '/file/big')[-1]
        $resumed.headers.Range | Should -Be "bytes=$already-"
        $resumed.headers.'If-Range' | Should -Be "`"7-$size`""
        $resumed.status | Should -Be 206
    }

    It 'begins anew where the file has changed meanwhile' {
        Set-Break 1500000
        $null = Get-ErrorOf { Invoke-AuthenticatedRequest 'file/big?bytes=2999999' -Session dam -OutFile $file -Resume -MaximumRetryCount 0 }
        Invoke-AuthenticatedRequest $uri -Session dam -OutFile $file -Resume
        (Get-FileHash $file).Hash | Should -Be $original
    }

    It 'takes the name in a folder from the service' {
        Invoke-AuthenticatedRequest $uri -Session dam -OutFile $folder
        (Get-ChildItem $folder).Name | Should -Be 'big.bin'
    }

    It 'saves no failure that comes with status 200' {
        Add-Fault $emulator @{ kind = 'rawBody'; path = '/file/big'; contentType = 'application/json'; body = '{"errorcode":500,"message":"no"}' }
        (Get-ErrorOf { Invoke-AuthenticatedRequest $uri -Session dam -OutFile $file })[0].FullyQualifiedErrorId | Should -BeLike 'VendorError,*'
        Get-ChildItem $folder | Should -BeNullOrEmpty
    }

    It 'says where a file can not be written' {
        (Get-ErrorOf { Invoke-AuthenticatedRequest $uri -Session dam -OutFile "$folder/none/x.bin" })[0].FullyQualifiedErrorId | Should -BeLike 'FileAccessFailed,*'
    }

    It 'leaves no part where the pipeline stops early' {
        Add-Fault $emulator @{ kind = 'slowBody'; path = '/file/big'; milliseconds = 300; chunkBytes = 20000; count = 0 }
        $job = Start-ThreadJob -ScriptBlock {
            Import-Module $using:PSScriptRoot/Support/ApiAuth.TestSupport.psm1
            Import-TestedModule
            Invoke-AuthenticatedRequest $using:uri -Session dam -OutFile $using:file
        }
        $until = [datetime]::UtcNow.AddSeconds(20)
        while (-not (Get-ChildItem $folder -Filter *.part) -and [datetime]::UtcNow -lt $until) { Start-Sleep -Milliseconds 20 }
        Get-ChildItem $folder -Filter *.part | Should -HaveCount 1
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        Stop-Job $job
        $watch.ElapsedMilliseconds | Should -BeLessThan 10000 -Because 'the body would take minutes'
        Get-ChildItem $folder | Should -BeNullOrEmpty
        Remove-Job $job -Force
    }

    It 'sends a form with files and texts' {
        $answer = Invoke-AuthenticatedRequest services/create -Session dam -Form @{ Filedata = Get-Item "$TestDrive/original.bin"; name = 'Größe' }
        $answer.file.name | Should -Be 'original.bin'
        $answer.file.sha256 | Should -Be $original
        $answer.metadata.name | Should -Be 'Größe'
    }

    It 'sends a form again where the token was refused' {
        Invoke-Emulator $emulator tokens/revoke -Method Post -Body @{ service = 'Elvis' }
        (Invoke-AuthenticatedRequest services/create -Session dam -Form @{ Filedata = Get-Item "$TestDrive/original.bin" }).file.sha256 | Should -Be $original
        (Get-EmulatorLog $emulator '/services/create').Count | Should -Be 2
    }

    It 'says that a stream can not be sent again where the token was refused' {
        Invoke-Emulator $emulator tokens/revoke -Method Post -Body @{ service = 'Elvis' }
        $stream = [System.IO.MemoryStream]::new([byte[]](1, 2, 3))
        $errors = Get-ErrorOf { Invoke-AuthenticatedRequest services/profile -Session dam -Method Post -Body $stream }
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'TokenRejected,*'
        $errors[0].ErrorDetails.RecommendedAction | Should -BeLike '*only once*'
        (Get-EmulatorLog $emulator '/services/profile').Count | Should -Be 1
    }

    It 'sends a file as it is with -InFile' {
        Set-Content "$folder/in.txt" 'q=id:asset-00007' -NoNewline
        $found = Invoke-AuthenticatedRequest services/search -Session dam -InFile "$folder/in.txt" -ContentType application/x-www-form-urlencoded
        $found.hits.id | Should -Be 'asset-00007'
    }

    It 'sends a file that is empty' {
        $null = New-Item "$folder/empty"
        $null = Invoke-AuthenticatedRequest services/profile -Session dam -InFile "$folder/empty"
        (Get-EmulatorLog $emulator '/services/profile')[0].bytesReceived | Should -Be 0
    }

    It 'sends a file that is empty again where the token was refused' {
        $null = New-Item "$folder/empty"
        Invoke-Emulator $emulator tokens/revoke -Method Post -Body @{ service = 'Elvis' }
        (Invoke-AuthenticatedRequest services/profile -Session dam -InFile "$folder/empty").username | Should -Be guest
    }

    Context 'of a named pipe' -Skip:$IsWindows {
        BeforeEach {
            $pipe = Join-Path $folder pipe
            mkfifo $pipe
        }

        It 'sends what is written into it' {
            $writer = Start-ThreadJob { [System.IO.File]::WriteAllText($using:pipe, 'q=id:asset-00007') }
            (Invoke-AuthenticatedRequest services/search -Session dam -InFile $pipe -ContentType application/x-www-form-urlencoded).hits.id | Should -Be 'asset-00007'
            Remove-Job $writer -Force
        }

        It 'waits for nobody who writes into it, and stops when told to' {
            $isFree = [System.Threading.ManualResetEventSlim]::new()
            $job = Start-ThreadJob -ScriptBlock {
                Import-Module $using:PSScriptRoot/Support/ApiAuth.TestSupport.psm1
                Import-TestedModule
                $isFree = $using:isFree
                1, 2 | ForEach-Object { if ($_ -eq 2) { $isFree.Set() }; [pscustomobject]@{ InFile = $using:pipe } } |
                    Invoke-AuthenticatedRequest services/profile -Session dam
            }
            $isFree.Wait(20000) | Should -BeTrue
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            Stop-Job $job
            $watch.ElapsedMilliseconds | Should -BeLessThan 1500
            # Whoever still waits for a writer is let go; to open it for both waits for nobody.
            [System.IO.File]::Open($pipe, 'Open', 'ReadWrite').Dispose()
            Remove-Job $job -Force
        }
    }
}
