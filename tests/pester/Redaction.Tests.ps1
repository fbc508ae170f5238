# Marked secrets go into every place that takes one; then everything that the module shows, writes or keeps is searched for them.

BeforeAll {
    Import-Module "$PSScriptRoot/Support/ApiAuth.TestSupport.psm1" -Force

    # The marker survives every way of escaping; base64 is searched for at each of the three offsets that it can begin at.
    function New-Marker([string]$Name) { "Canary$Name" + [System.Convert]::ToHexString([System.Security.Cryptography.RandomNumberGenerator]::GetBytes(6)) }

    function Get-Base64Forms([string]$Text) {
        foreach ($offset in 0..2) {
            $bytes = [byte[]]::new($offset) + [System.Text.Encoding]::UTF8.GetBytes($Text)
            $encoded = [System.Convert]::ToBase64String($bytes).TrimEnd('=')
            $start = @(0, 2, 3)[$offset]
            $length = $encoded.Length - $start - ($bytes.Length % 3 ? 1 : 0)
            $encoded.Substring($start, $length)
        }
    }

    $marker = [ordered]@{}
    foreach ($name in 'Password', 'WrongPassword', 'ProxyPassword', 'SoftExpertKey', 'SbtKey', 'WrongKey', 'LoginBodyMember', 'QueryMember', 'Header', 'OwnToken',
        'BodyMember', 'FormMember', 'SoapElement', 'RedirectMember', 'SetCookie', 'Userinfo', 'ExportPassword') {
        $marker[$name] = New-Marker $name
    }

    $secret = @{}
    $marker.Keys | ForEach-Object { $secret[$_] = $marker[$_] }
    foreach ($name in 'Password', 'WrongPassword', 'ProxyPassword', 'BodyMember', 'FormMember', 'SoapElement') {
        $secret[$name] = "é/+ &<$($marker[$name])>`"'%"
    }

    $secret.SoftExpertKey = 'eyJhbGciOiJIUzI1NiJ9.eyJpZGxvZ2luIjoiY2FuYXJ5In0.' + $marker.SoftExpertKey
    $folder = Join-Path ([System.IO.Path]::GetTempPath()) "apiauth-canary-$([guid]::NewGuid().ToString('N'))"
    $null = New-Item -ItemType Directory (Join-Path $folder sinks), (Join-Path $folder home)
    $accountFile = Join-Path $folder accounts.json
    @{
        softExpert      = @(@{ userName = 'canary'; password = $secret.Password; apiKey = $secret.SoftExpertKey })
        fourWayShop     = @(@{ userName = 'canary'; password = $secret.Password; companyId = 'ACME'; siteId = 501; permissions = @('product') })
        solutionsByText = @(@{ key = $secret.SbtKey; orgCode = 'ACME'; expiration = 'Never' })
        elvis           = @(@{ userName = 'canary'; password = $secret.Password; fullName = 'C'; email = 'c@example.com'; userType = 'API' })
    } | ConvertTo-Json -Depth 5 | Set-Content $accountFile

    $emulator = Start-Emulator -Accounts $accountFile
    Remove-Item $accountFile

    # Where there is no log daemon, this stands in for one, so that what module logging writes can be read.
    $daemon = $null
    if ($IsLinux -and -not (Test-Path /dev/log)) {
        try {
            $daemon = [System.Net.Sockets.Socket]::new([System.Net.Sockets.AddressFamily]::Unix, [System.Net.Sockets.SocketType]::Dgram, [System.Net.Sockets.ProtocolType]::Unspecified)
            $daemon.Bind([System.Net.Sockets.UnixDomainSocketEndPoint]::new('/dev/log'))
            $reader = Start-ThreadJob {
                $buffer = [byte[]]::new(1MB)
                $socket = $using:daemon
                $file = [System.IO.File]::CreateText((Join-Path $using:folder sinks module-logging.txt))
                try {
                    while ($true) { $file.WriteLine([System.Text.Encoding]::UTF8.GetString($buffer, 0, $socket.Receive($buffer))) }
                }
                catch { } # The socket was closed: the run is over.
                finally { $file.Dispose() }
            }
        }
        catch {
            $daemon = $null
        }
    }

    $settings = Join-Path $folder settings.json
    @{
        LogLevel           = 'Verbose'
        LogChannels        = 'Operational,Analytic'
        LogKeywords        = 'Runspace, Pipeline, Protocol, Transport, Host, Cmdlets, Serializer, Session, ManagedPlugin'
        PowerShellPolicies = @{ ModuleLogging = @{ EnableModuleLogging = $true; ModuleNames = @('ApiAuth') } }
    } | ConvertTo-Json -Depth 5 | Set-Content $settings

    $secretPath = Join-Path $folder secret.json
    [System.IO.File]::WriteAllText($secretPath, [System.Text.Json.JsonSerializer]::Serialize($secret, [hashtable]))
    $child = [System.Diagnostics.ProcessStartInfo]::new([System.Environment]::ProcessPath)
    foreach ($argument in '-NoProfile', '-NonInteractive', '-SettingsFile', $settings, '-File', "$PSScriptRoot/Support/CanaryRun.ps1", '-Address', $emulator.Address,
        '-SecretPath', $secretPath, '-ModulePath', (Get-TestedModulePath), '-Folder', $folder) {
        $child.ArgumentList.Add($argument)
    }

    # All that it keeps for the user goes below this folder, to be searched too.
    foreach ($variable in 'HOME', 'XDG_DATA_HOME', 'XDG_CACHE_HOME', 'XDG_CONFIG_HOME', 'XDG_STATE_HOME', 'TMPDIR', 'LOCALAPPDATA', 'APPDATA') {
        $child.Environment[$variable] = Join-Path $folder home
    }

    $child.RedirectStandardOutput = $child.RedirectStandardError = $true
    $run = [System.Diagnostics.Process]::Start($child)
    $standardError = $run.StandardError.ReadToEndAsync()
    $standardOutput = $run.StandardOutput.ReadToEnd()
    $run.WaitForExit()
    Set-Content (Join-Path $folder sinks console.txt) $standardOutput, $standardError.GetAwaiter().GetResult()
    if ($daemon) {
        $daemon.Dispose()
        Remove-Item /dev/log -ErrorAction Ignore
        $null = $reader | Wait-Job -Timeout 10
        Remove-Job $reader -Force
    }

    # What the services were sent, tokens of their own making among it.
    $received = Invoke-RestMethod "$($emulator.Address)/_emulator/log" -NoProxy
    $issued = @(
        foreach ($request in $received) {
            $request.Headers.Authorization -replace '^(Bearer|Basic) ' | Where-Object { $_ -and $_ -notlike '*Canary*' }
            $request.Headers.Cookie -split '; ' -replace '^[^=]+=' | Where-Object { $_ }
            $request.Headers.'X-CSRF-TOKEN'
            if ($request.Query -match 'securityToken=(?<t>[^&]+)') { [uri]::UnescapeDataString($Matches.t) }
        }
    ) | Where-Object { $_ -and $_.Length -gt 8 } | Sort-Object -Unique
    $receivedText = $received | ForEach-Object { $_.Query; $_.Body; $_.Headers.PSObject.Properties.Value } | Out-String -Width 100000

    $files = @(Get-ChildItem $folder -Recurse -File -Force)
    $texts = [ordered]@{}
    foreach ($file in $files) {
        $texts[[System.IO.Path]::GetRelativePath($folder, $file.FullName)] = [System.Text.Encoding]::Latin1.GetString([System.IO.File]::ReadAllBytes($file.FullName))
    }

    # Needles: the markers, also with a zero after each letter, as UTF-16 looks like when it is read as UTF-8; their base64; and each token as it is and as addresses and JSON have it.
    $needles = [ordered]@{}
    foreach ($name in $marker.Keys) { $needles[$name] = @($marker[$name], ($marker[$name].ToCharArray() -join "`0")) + @(Get-Base64Forms $marker[$name]) }
    foreach ($token in $issued) {
        $needles["issued $($needles.Count)"] = @($token, [uri]::EscapeDataString($token), [System.Net.WebUtility]::UrlEncode($token), [System.Text.Encodings.Web.JavaScriptEncoder]::Default.Encode($token)) | Select-Object -Unique
    }
}

AfterAll {
    Stop-Emulator $emulator
    if ($env:APIAUTH_KEEP) { Write-Host "Kept: $folder" } else { Remove-Item $folder -Recurse -Force }
}

Describe 'No secret leaves the module' -Tag Scenario69 {
    It 'was tried with secrets that arrived' {
        $run.ExitCode | Should -Be 0 -Because $standardOutput
        foreach ($name in 'SoftExpertKey', 'SbtKey', 'LoginBodyMember', 'QueryMember', 'Header', 'OwnToken', 'BodyMember', 'FormMember', 'SoapElement', 'WrongPassword', 'WrongKey') {
            $receivedText | Should -Match $marker[$name]
        }

        $basic = Get-Base64Forms $marker.Password
        @($basic | Where-Object { $receivedText.Contains($_) }) | Should -Not -BeNullOrEmpty
        @(Get-Base64Forms $marker.ProxyPassword | Where-Object { $receivedText.Contains($_) }) | Should -Not -BeNullOrEmpty
        $issued.Count | Should -BeGreaterOrEqual 8
    }

    It 'was looked for where something was written' {
        foreach ($sink in 'transcript', 'trace', 'spans', 'errors-default', 'errors-get-error', 'errors-list', 'errors-custom', 'errors-tostring', 'errors-clixml', 'errors-json',
            'objects-default', 'objects-list', 'objects-custom', 'objects-table', 'objects-json', 'objects-csv', 'objects-clixml', 'objects-tostring', 'objects-members',
            'stream-output', 'stream-error', 'stream-warning', 'stream-verbose', 'stream-debug', 'stream-information', 'stream-progress', 'completion', 'console') {
            $texts.Contains("sinks$([System.IO.Path]::DirectorySeparatorChar)$sink.txt") | Should -BeTrue -Because "$sink is a sink"
        }

        foreach ($file in 'log.har', 'log.html', 'log.json', 'after.har') {
            $texts[$file].Length | Should -BeGreaterThan 1000
            $texts[$file] | Should -BeLike '*`*`*`**'
        }

        @($texts.Keys -like '*.session').Count | Should -BeGreaterOrEqual 10
        @($texts.Keys -like '*tokens*').Count | Should -BeGreaterOrEqual 1
        $texts["sinks$([System.IO.Path]::DirectorySeparatorChar)errors-get-error.txt"] | Should -Match 'ResponseExcerpt'
        $texts["sinks$([System.IO.Path]::DirectorySeparatorChar)transcript.txt"] | Should -Match 'Test-ApiSession|PASSED|Passed'
    }

    It 'is in module logging neither' -Skip:(-not $IsLinux) {
        if ($null -eq $daemon) {
            Set-ItResult -Skipped -Because 'the log of this machine is not to be read here'
        }

        $texts['sinks/module-logging.txt'] | Should -Match 'ParameterBinding\(Connect-Elvis\)'
    }

    It 'is found nowhere' {
        $searches = 0
        $leaks = foreach ($file in $texts.Keys) {
            foreach ($name in $needles.Keys) {
                # What the user typed as an argument is PowerShell's to trace and to log.
                if ($name -eq 'Userinfo' -and $file -match 'trace|module-logging') {
                    continue
                }

                foreach ($needle in $needles[$name]) {
                    $searches++
                    $at = $texts[$file].IndexOf($needle, [System.StringComparison]::OrdinalIgnoreCase)
                    if ($at -ge 0) {
                        $from = [math]::Max(0, $at - 120)
                        "$name in ${file}: …$($texts[$file].Substring($from, [math]::Min(300, $texts[$file].Length - $from)))…"
                    }
                }
            }
        }

        Write-Host "$($needles.Count) secrets ($($marker.Count) given, $($issued.Count) issued), $($texts.Count) sinks of $([math]::Round(($files | Measure-Object Length -Sum).Sum / 1KB)) KiB, $searches searches, $(@($leaks).Count) matches"
        $leaks | Select-Object -First 12 | Should -BeNullOrEmpty
    }
}
