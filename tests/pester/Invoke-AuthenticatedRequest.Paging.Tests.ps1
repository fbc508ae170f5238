BeforeAll {
    . "$PSScriptRoot/Support/Emulator.ps1"
    $null = Connect-Elvis $emulator.Address -Credential $guest -Name dam
    $null = Connect-FourWayShop $emulator.Address -Credential (New-TestCredential ada Lovelace-1815) -CompanyId ACME -SiteId 501 -Name shop
}

AfterAll {
    Stop-Emulator $emulator
}

Describe 'Invoke-AuthenticatedRequest -Paginate' {
    BeforeEach {
        Invoke-Emulator $emulator log -Method Delete
        Clear-Fault $emulator
    }

    It 'brings each of 10,000 orders of 4WS once' {
        $ids = Invoke-AuthenticatedRequest 'api?cmd=order_v1&limit=500' -Session shop -Paginate | ForEach-Object orderId
        $ids | Should -HaveCount 10000
        [System.Linq.Enumerable]::SequenceEqual([long[]]$ids, [long[]](1..10000)) | Should -BeTrue
    }

    It 'brings each of 12,000 assets of Elvis once, the parameters in <Where>' -ForEach @(
        @{ Where = 'the query'; Parameters = @{ Query = @{ q = '*'; num = 1500 } } }
        @{ Where = 'the body'; Parameters = @{ Method = 'Post'; Body = 'q=*&num=1500' } }
    ) {
        $ids = Invoke-AuthenticatedRequest services/search -Session dam -Paginate @Parameters | ForEach-Object id
        $ids | Should -HaveCount 12000
        ($ids | Sort-Object -Unique).Count | Should -Be 12000
        (Get-EmulatorLog $emulator '/services/search').Count | Should -Be 8
    }

    It 'fetches no page that is not needed' {
        Invoke-AuthenticatedRequest 'api?cmd=order_v1' -Session shop -Paginate -First 25 | Should -HaveCount 25
        (Get-EmulatorLog $emulator '/api').Count | Should -Be 2
    }

    It 'fetches one page ahead and no other where Select-Object has enough' {
        Invoke-AuthenticatedRequest 'api?cmd=order_v1' -Session shop -Paginate | Select-Object -First 25 | Should -HaveCount 25
        (Get-EmulatorLog $emulator '/api').Count | Should -BeIn 2, 3
    }

    It 'has the service pass over what is skipped' {
        $orders = Invoke-AuthenticatedRequest 'api?cmd=order_v1' -Session shop -Paginate -Skip 9990
        $orders.orderId | Should -Be (9991..10000)
        (Get-EmulatorLog $emulator '/api').Count | Should -Be 1
    }

    It 'passes over items of <Name>, each once, where the answer is no page of the service' -ForEach @(
        @{ Name = 'shop'; Body = '[1,2,3,4,5,6,7]' }
        @{ Name = 'shop'; Body = '{"valueObjectList":[1,2,3,4,5,6,7]}' }
        @{ Name = 'dam'; Body = '{"hits":[1,2,3,4,5,6,7]}' }
        @{ Name = 'dam'; Body = '[1,2,3,4,5,6,7]' }
    ) {
        Invoke-Emulator $emulator faults -Method Post -Body @{ kind = 'rawBody'; path = '/list'; count = 0; body = $Body }
        Invoke-AuthenticatedRequest /list -Session $Name -Paginate -Skip 5 | Should -Be 6, 7
        Invoke-AuthenticatedRequest /list -Session $Name -Paginate -Skip 2 -First 2 | Should -Be 3, 4
        Invoke-AuthenticatedRequest /list -Session $Name -Paginate -Skip 8 | Should -BeNullOrEmpty
    }

    It 'saves no pages where a row names a file' {
        $errors = Get-ErrorOf { [pscustomobject]@{ Uri = 'api?cmd=order_v1'; OutFile = "$TestDrive/orders.json" } | Invoke-AuthenticatedRequest -Session shop -Paginate }
        $errors | Should -HaveCount 1
        "$($errors[0])" | Should -BeLike '-OutFile:*'
        (Get-EmulatorLog $emulator).Count | Should -Be 0
    }

    It 'tells first how many there are' {
        $total, $asset = Invoke-AuthenticatedRequest services/search -Session dam -Query @{ q = '*' } -Paginate -First 1 -IncludeTotalCount
        $total | Should -Be 12000
        $total.Accuracy | Should -Be 1
        $asset.id | Should -Be 'asset-00001'
    }

    It 'tells how many there are where no object is asked for' {
        Invoke-AuthenticatedRequest services/search -Session dam -Query @{ q = '*' } -Paginate -First 0 -IncludeTotalCount | Should -Be 12000
    }

    It 'takes the first of all inputs together' {
        $orders = 'api?cmd=order_v1', 'api?cmd=product_v1', 'api?cmd=order_v1' | Invoke-AuthenticatedRequest -Session shop -Paginate -First 45
        $orders | Should -HaveCount 45
        $orders[44].orderId | Should -Be 45
    }

    It 'ends with an error where the service sends one page again and again' {
        $orders = Invoke-AuthenticatedRequest 'api?cmd=order_v1' -Session shop -ErrorVariable errors -ErrorAction SilentlyContinue `
            -PageBy @{ Offset = 'unknown'; Items = 'valueObjectList'; More = 'moreRows' }
        $orders | Should -HaveCount 20
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'InvalidResponse,*'
        (Get-EmulatorLog $emulator '/api').Count | Should -Be 2
    }

    It 'ends with an error where hashtables come again' {
        $orders = Invoke-AuthenticatedRequest 'api?cmd=order_v1' -Session shop -AsHashtable -First 100 -ErrorVariable errors -ErrorAction SilentlyContinue `
            -PageBy @{ Offset = 'unknown'; Items = 'valueObjectList'; More = 'moreRows' }
        $orders | Should -HaveCount 20
        $errors | Should -HaveCount 1
    }

    It 'pages by what -PageBy names' {
        $products = Invoke-AuthenticatedRequest 'api?cmd=product_v1' -Session shop -PageBy @{ Offset = 'start'; Limit = 'limit'; Size = 200; Items = 'valueObjectList' }
        $products | Should -HaveCount 500
        (Get-EmulatorLog $emulator '/api').query | Should -Be '?cmd=product_v1&limit=200', '?cmd=product_v1&limit=200&start=200', '?cmd=product_v1&limit=200&start=400'
    }

    It 'says which keys -PageBy knows' {
        { 'api', 'api' | Invoke-AuthenticatedRequest -Session shop -PageBy @{ Ofset = 'start' } -ErrorAction Continue } |
            Should -Throw '-PageBy:*Offset, Page, Cursor*' -ErrorId 'InvalidArgument,*'
        (Get-EmulatorLog $emulator).Count | Should -Be 0
    }

    It 'gives an answer that is no list as it is' {
        (Invoke-AuthenticatedRequest services/ping -Session dam -Paginate).state | Should -Be 'running'
    }
}
