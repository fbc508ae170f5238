BeforeDiscovery {
    $browser = Get-Command chromium, chromium-browser, google-chrome -CommandType Application -ErrorAction Ignore | Select-Object -First 1
}

BeforeAll {
    . "$PSScriptRoot/Support/Emulator.ps1"
    Import-Module "$PSScriptRoot/Support/DevTools.psm1" -Force
    $browser = Get-Command chromium, chromium-browser, google-chrome -CommandType Application -ErrorAction Ignore | Select-Object -First 1
    $dam = Connect-Elvis $emulator.Address -Credential $guest -Name dam
    $shop = Connect-FourWayShop $emulator.Address -Credential (New-TestCredential ada Lovelace-1815) -CompanyId ACME -SiteId 501 -Name shop
    Add-Fault $emulator @{ kind = 'status'; status = 503; retryAfter = '0'; path = '/services/ping'; count = 5; after = 20 }
    Add-Fault $emulator @{ kind = 'status'; status = 500; path = '/services/profile'; count = 7; after = 50 }
    $null = 1..166 | ForEach-Object { 'services/ping'; 'services/profile'; 'services/search?q=a&num=2' } | ForEach-Object {
        Invoke-AuthenticatedRequest $_ -Session dam -Method ($_ -like '*ping' ? 'Get' : 'Post') -ErrorAction Ignore
    }
    $null = Invoke-AuthenticatedRequest api -Query @{ cmd = 'brand_v1'; token = 'not-to-be-seen' } -Session shop -ErrorAction Ignore

    # The page as a browser has made it, after all styles.
    function Read-Page([string]$Path) {
        $profileFolder = Join-Path $TestDrive "browser-$([guid]::NewGuid().ToString('N'))"
        & $browser.Source --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync "--user-data-dir=$profileFolder" `
            "--window-size=1500,1100" "--screenshot=$Path.png" --dump-dom "file://$Path" 2>$null
    }
}

AfterAll {
    Stop-Emulator $emulator
}

Describe 'Export-ApiRequestLog' {
    It 'writes HTTP Archive 1.2: <Name>' -ForEach @(
        @{ Name = 'without bodies'; With = @{} }
        @{ Name = 'with bodies'; With = @{ IncludeBody = $true } }
    ) {
        $file = Join-Path $TestDrive "$([guid]::NewGuid()).har"
        $dam, $shop | Export-ApiRequestLog $file @With
        $text = Get-Content $file -Raw
        Test-Json -Json $text -SchemaFile (Join-Path (Get-TestRoot) tests/assets/har-1.2.schema.json) | Should -BeTrue
        $log = ($text | ConvertFrom-Json -DateKind String).log
        $log.entries.Count | Should -Be 501
        $log.pages.id | Sort-Object | Should -Be 'dam', 'shop'
        foreach ($entry in $log.entries) {
            $timings = $entry.timings
            [math]::Abs($entry.time - $timings.blocked - $timings.send - $timings.wait - $timings.receive) | Should -BeLessThan 0.001
            $timings._login + $timings._heldBack | Should -BeLessOrEqual ($timings.blocked + 0.01)
        }

        @($log.entries | Where-Object { $_.response.content.PSObject.Properties['text'] }).Count -gt 0 | Should -Be ([bool]$With.IncludeBody)
        @($log.entries.startedDateTime) | Should -Be @($log.entries.startedDateTime | Sort-Object)
        $query = ($log.entries | Where-Object { $_.request.url -like '*cmd=brand_v1*' }).request.queryString
        ($query | Where-Object name -EQ token).value | Should -Be '***'
        ($query | Where-Object name -EQ cmd).value | Should -Be 'brand_v1'
        $text | Should -Not -Match 'not-to-be-seen'
    }

    It 'writes the login without its body, and headers without their values where these may be secret' {
        $file = Join-Path $TestDrive headers.har
        $null = Invoke-AuthenticatedRequest services/ping -Session dam -Headers @{ 'X-My-Key' = 'a-secret'; Accept = 'application/json' }
        Export-ApiRequestLog $file dam -IncludeBody
        $entries = (Get-Content $file -Raw | ConvertFrom-Json).log.entries
        $entries[0].request.PSObject.Properties['postData'] | Should -BeNullOrEmpty
        ($entries[-1].request.headers | Where-Object name -EQ X-My-Key).value | Should -Be '***'
        ($entries[-1].request.headers | Where-Object name -EQ Accept).value | Should -Be 'application/json'
    }

    It 'writes data with the members of the objects' {
        $file = Join-Path $TestDrive log.json
        Export-ApiRequestLog $file dam -Last 5 -PassThru | Should -BeOfType System.IO.FileInfo
        $requests = (Get-Content $file -Raw | ConvertFrom-Json).Requests
        $requests.Count | Should -Be 5
        $record = Get-ApiRequestLog dam -Last 1
        foreach ($member in 'Session', 'Number', 'Method', 'Uri', 'StatusCode', 'Outcome', 'BytesReceived') {
            $requests[-1].$member | Should -Be $record.$member
        }
    }

    It 'chooses as Get-ApiRequestLog does' {
        $file = Join-Path $TestDrive failed.har
        Export-ApiRequestLog $file dam -Failed
        @((Get-Content $file -Raw | ConvertFrom-Json).log.entries).Count | Should -Be @(Get-ApiRequestLog dam -Failed).Count
    }

    It 'keeps a file that is there, unless it is told otherwise' {
        $file = Join-Path $TestDrive kept.har
        Set-Content $file 'mine'
        (Get-ErrorOf { Export-ApiRequestLog $file dam })[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        Get-Content $file | Should -Be 'mine'
        Export-ApiRequestLog $file dam -Force -WhatIf
        Get-Content $file | Should -Be 'mine'
        Export-ApiRequestLog $file dam -Force
        (Get-Content $file -Raw) | Should -Match '"version": "1.2"'
        Get-ChildItem $TestDrive -Filter *.part | Should -BeNullOrEmpty
    }

    It 'names an ending that it does not know, and a session that there is not' {
        (Get-ErrorOf { Export-ApiRequestLog (Join-Path $TestDrive x.txt) dam })[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        (Get-ErrorOf { Export-ApiRequestLog (Join-Path $TestDrive none.har) none })[0].FullyQualifiedErrorId | Should -BeLike 'SessionNotFound,*'
        Join-Path $TestDrive none.har | Should -Not -Exist
    }

    It 'writes a page that needs nothing else' {
        $file = Join-Path $TestDrive alone.html
        $dam, $shop | Export-ApiRequestLog $file -IncludeBody
        $text = Get-Content $file -Raw
        $text | Should -Not -Match '<script|<link|<img|@import|url\('
        $text | Should -Match "Content-Security-Policy. content=.default-src 'none'"
        $text | Should -Not -Match 'not-to-be-seen'
    }

    It 'writes a page that a browser shows' -Skip:($null -eq $browser) {
        $file = Join-Path $TestDrive page.html
        Export-ApiRequestLog $file dam
        $count = @(Get-ApiRequestLog dam).Count
        $dom = (Read-Page $file) -join "`n"
        [regex]::Matches($dom, '<details class="').Count | Should -Be $count
        [regex]::Matches($dom, 'class="bar"').Count | Should -Be $count
        (Get-Item "$file.png").Length | Should -BeGreaterThan 50KB
    }

    It 'writes an archive that the developer tools of a browser open, with every request and its phases' {
        if (-not $browser) {
            Set-ItResult -Skipped -Because 'there is no Chromium'
            return
        }

        Add-Fault $emulator @{ kind = 'delay'; milliseconds = 150; path = '/services/search' }
        $null = Invoke-AuthenticatedRequest 'services/search?q=slow' -Session dam -Method Post
        $file = Join-Path $TestDrive browser.har
        Export-ApiRequestLog $file dam
        $entries = (Get-Content $file -Raw | ConvertFrom-Json).log.entries

        $tools = Open-DevTools $browser.Source (Join-Path $TestDrive devtools)
        try {
            Import-HttpArchive $tools $file
            Invoke-PageScript $tools 'return (await until(() => elements().find(e => /^\d+ requests/.test(e.textContent) && !e.children.length))).textContent' |
                Should -Be "$($entries.Count) requests"
            $types = Invoke-PageScript $tools 'return elements().filter(e => e.matches("td.type-column")).map(e => e.textContent)'
            $types.Count | Should -BeGreaterThan 10
            $types | Select-Object -Unique | Should -Be 'fetch'

            # The newest is in the last row. Times are shown with three digits.
            Invoke-PageClick $tools 'elements().findLast(e => e.matches("td.name-column") && e.textContent.startsWith("search?q=slow"))'
            Invoke-PageClick $tools 'elements().find(e => e.matches(".tabbed-pane-header-tab") && e.textContent === "Timing")'
            $phases = Invoke-PageScript $tools @'
                await until(() => elements().find(e => e.matches("td") && e.textContent === "Content download"));
                const rows = elements().filter(e => e.matches(".network-timing-table tr") && e.cells.length === 3);
                return Object.fromEntries(rows.map(row => [row.cells[0].innerText, row.cells[2].innerText]));
'@
            $unit = @{ 's' = 1000; 'ms' = 1; "`u{3bc}s" = 0.001 }
            $shown = @{
                blocked = $phases.Stalled; send = $phases.'Request sent'; wait = $phases.'Waiting for server response'; receive = $phases.'Content download'
            }
            $timings = $entries[-1].timings
            $timings.wait | Should -BeGreaterThan 150
            foreach ($phase in $shown.Keys | Where-Object { $timings.$_ -gt 0 }) {
                $number, $name = $shown[$phase] -split '\s'
                [double]$number * $unit[$name] | Should -BeGreaterOrEqual ($timings.$phase * 0.99 - 0.002) -Because "$phase is shown as $($shown[$phase])"
                [double]$number * $unit[$name] | Should -BeLessOrEqual ($timings.$phase * 1.01 + 0.002) -Because "$phase is shown as $($shown[$phase])"
            }
        }
        finally {
            Close-DevTools $tools
        }
    }
}
