BeforeAll {
    Import-Module "$PSScriptRoot/Support/ApiAuth.TestSupport.psm1" -Force
    Import-TestedModule
    $server = Start-PlainServer
    $null = Connect-Elvis $server.Address -Credential (New-TestCredential guest guest) -Name plain
}

AfterAll {
    Get-ApiSession | Disconnect-ApiSession
    Stop-PlainServer $server
}

Describe 'Invoke-AuthenticatedRequest over pages by <Scheme>' -ForEach @(
    @{ Scheme = 'link'; Paging = @{ Paginate = $true } }
    @{ Scheme = 'cursor'; Paging = @{ PageBy = @{ Cursor = 'after'; Items = 'items'; Next = 'next' } } }
    @{ Scheme = 'offset'; Paging = @{ PageBy = @{ Offset = 'offset'; Items = 'items'; Total = 'total' } } }
    @{ Scheme = 'page'; Paging = @{ PageBy = @{ Page = 'page'; Items = 'data.rows'; More = 'hasMore' } } }
) {
    BeforeEach {
        $null = Get-RequestCount $server -Reset
    }

    It 'brings each of 10,000 items once' {
        $ids = Invoke-AuthenticatedRequest "/items/$Scheme" -Session plain @Paging | ForEach-Object id
        [System.Linq.Enumerable]::SequenceEqual([long[]]$ids, [long[]](1..10000)) | Should -BeTrue
        (Get-RequestCount $server).started | Should -Be 100
    }

    It 'ends with a page that is not full' {
        $ids = Invoke-AuthenticatedRequest "/items/${Scheme}?count=250" -Session plain @Paging | ForEach-Object id
        [System.Linq.Enumerable]::SequenceEqual([long[]]$ids, [long[]](1..250)) | Should -BeTrue
        (Get-RequestCount $server).started | Should -Be 3
    }

    It 'brings nothing of a list that is empty' {
        Invoke-AuthenticatedRequest "/items/${Scheme}?count=0" -Session plain @Paging -ErrorAction Stop | Should -BeNullOrEmpty
        (Get-RequestCount $server).started | Should -Be 1
    }

    It 'fetches no page beyond those that hold the first 25' {
        Invoke-AuthenticatedRequest "/items/${Scheme}?limit=20" -Session plain @Paging -First 25 | ForEach-Object id | Should -Be (1..25)
        (Get-RequestCount $server).started | Should -Be 2
    }

    It 'fetches no page beyond one ahead where Select-Object has enough' {
        Invoke-AuthenticatedRequest "/items/${Scheme}?limit=20" -Session plain @Paging | Select-Object -First 25 | Should -HaveCount 25
        $until = [datetime]::UtcNow.AddSeconds(10)
        while (($count = Get-RequestCount $server).running -gt 0 -and [datetime]::UtcNow -lt $until) { Start-Sleep -Milliseconds 20 }
        $count.started | Should -BeIn 2, 3
        $count.running | Should -Be 0
    }

    # By links too, which do not know the session's own parameter.
    It 'passes over items' {
        Invoke-AuthenticatedRequest "/items/${Scheme}?limit=1000" -Session plain @Paging -Skip 9998 | ForEach-Object id | Should -Be 9999, 10000
    }

    It 'ends with an error where a page comes again' {
        $items = Invoke-AuthenticatedRequest "/items/${Scheme}?stuck" -Session plain @Paging -ErrorVariable errors -ErrorAction SilentlyContinue
        $items | Should -HaveCount 100
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'InvalidResponse,*'
        (Get-RequestCount $server).started | Should -Be 2
    }
}

Describe 'Invoke-AuthenticatedRequest -PageBy' {
    It 'names the member that is missing and those that there are, where Items is <Items>' -ForEach @(
        @{ Items = 'rows'; Path = 'offset'; Members = 'items, total*' }
        @{ Items = 'data.items'; Path = 'page'; Members = 'data, data.rows, hasMore*' }
        @{ Items = 'total'; Path = 'offset'; Members = 'items, total*' }
    ) {
        foreach ($table in @{}, @{ AsHashtable = $true }) {
            $output = Invoke-AuthenticatedRequest "/items/$Path" -Session plain -PageBy @{ Offset = 'offset'; Items = $Items } @table `
                -ErrorVariable errors -ErrorAction SilentlyContinue
            $output | Should -BeNullOrEmpty
            $errors | Should -HaveCount 1
            $errors[0].FullyQualifiedErrorId | Should -BeLike 'InvalidResponse,*'
            "$($errors[0])" | Should -BeLike "*no list '$Items'*-PageBy*Items*it has *"
            foreach ($member in $Members -split ', ' -replace '\*$') { "$($errors[0])" | Should -Match "[ ,]$([regex]::Escape($member))[,.]" }
        }
    }

    It 'refuses <What>' -ForEach @(
        @{ What = 'a parameter without a name'; PageBy = @{ Offset = '' } }
        @{ What = 'a member without a name'; PageBy = @{ Offset = 'offset'; Items = $null } }
        @{ What = 'pages of no items'; PageBy = @{ Offset = 'offset'; Size = 0 } }
        @{ What = 'a hashtable as a name'; PageBy = @{ Offset = @{ a = 1 } } }
    ) {
        $null = Get-RequestCount $server -Reset
        $errors = @(try { Get-ErrorOf { Invoke-AuthenticatedRequest /items/offset -Session plain -PageBy $PageBy } } catch { $_ })
        "$($errors[0])" | Should -BeLike '-PageBy:*'
        (Get-RequestCount $server).started | Should -Be 0
    }
}
