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

    It 'pages by what -PageBy names' {
        $products = Invoke-AuthenticatedRequest 'api?cmd=product_v1' -Session shop -PageBy @{ Offset = 'start'; Limit = 'limit'; Size = 200; Items = 'valueObjectList' }
        $products | Should -HaveCount 500
        (Get-EmulatorLog $emulator '/api').query | Should -Be '?cmd=product_v1&limit=200', '?cmd=product_v1&limit=200&start=200', '?cmd=product_v1&limit=200&start=400'
    }

    It 'says which keys -PageBy knows' {
        $errors = Get-ErrorOf { Invoke-AuthenticatedRequest api -Session shop -PageBy @{ Ofset = 'start' } }
        $errors | Should -HaveCount 1
        "$($errors[0])" | Should -BeLike '*Offset, Page, Cursor*'
        (Get-EmulatorLog $emulator).Count | Should -Be 0
    }

    It 'gives an answer that is no list as it is' {
        (Invoke-AuthenticatedRequest services/ping -Session dam -Paginate).state | Should -Be 'running'
    }
}
