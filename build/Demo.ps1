#requires -Version 7.6
<#
.SYNOPSIS
    Uses the module against an emulator of all four services, step by step, and shows what a user would see.
#>
[CmdletBinding()]
param()

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3.0
$root = Split-Path $PSScriptRoot
Import-Module "$root/ApiAuth.psd1"
Import-Module "$root/tests/pester/Support/ApiAuth.TestSupport.psm1"

function Show-Step([string] $Title, [scriptblock] $Command) {
    Write-Host "`n── $Title" -ForegroundColor Cyan
    foreach ($line in $Command.ToString().Trim() -split '\r?\n') {
        Write-Host "PS> $($line.Trim())" -ForegroundColor DarkGray
    }

    . $Command | Out-String -Stream -Width 120 | Write-Host
}

function Assert-That([bool] $Condition, [string] $Expectation) {
    if (-not $Condition) {
        throw "The demo expected that $Expectation."
    }
}

function Read-Failure([scriptblock] $Command) {
    try {
        $null = . $Command
    }
    catch {
        return $_
    }

    throw "The demo expected a failure of: $Command"
}

# In a script of your own these come from a vault: Connect-Elvis -SecretName dam
function New-Password([string] $Text) { ConvertTo-SecureString $Text -AsPlainText -Force }
function New-Login([string] $UserName, [string] $Password) { [pscredential]::new($UserName, (New-Password $Password)) }

$emulator = Start-Emulator
$folder = Join-Path ([IO.Path]::GetTempPath()) "apiauth-demo-$PID"
$null = New-Item $folder -ItemType Directory
try {
    $server = $emulator.Address
    $accounts = Invoke-Emulator $emulator accounts
    Write-Host "The emulator of all four services listens on $server."

    $seKey = New-Password ($accounts.softExpert | Where-Object apiKey | Select-Object -First 1).apiKey
    $seUser = New-Login 'ACME\integration' 'Integr@tion-1'
    . Show-Step 'SoftExpert: by key, and by Basic' {
        $se = Connect-SoftExpert $server -ApiKey $seKey -Name se
        $seBasic = Connect-SoftExpert $server -Credential $seUser -Name se-basic
        $se | Invoke-AuthenticatedRequest v1/dataset-integration/employees | Select-Object -First 3 | Format-Table
        $seBasic | Invoke-AuthenticatedRequest v1/dataset-integration/employees -Method Post -Body @{ department = 'Research' } | Measure-Object | Format-List Count
    }
    . Show-Step 'SoftExpert: a SOAP call that starts a workflow' {
        $workflow = [ordered]@{ ProcessID = 'PURCHASE'; WorkflowTitle = 'A new chair' }
        ($se | Invoke-AuthenticatedRequest se/ws/wf_ws.php -SoapAction urn:workflow#newWorkflow -Body $workflow -Raw)
    }

    $ada = New-Login 'ada' 'Lovelace-1815'
    . Show-Step '4WS Suite: by bearer, and by cookie' {
        $shop = Connect-FourWayShop $server -Credential $ada -CompanyId ACME -SiteId 501 -Name shop
        $shopCookie = Connect-FourWayShop $server -Credential $ada -CompanyId ACME -SiteId 501 -AuthenticationMode Cookie -Name shop-cookie
        $shop | Invoke-AuthenticatedRequest api -Query @{ cmd = 'brand_v1' } | Select-Object -ExpandProperty valueObjectList | Select-Object -First 2 | Format-Table
        $shopCookie | Invoke-AuthenticatedRequest api -Query @{ cmd = 'product_v1' } | Select-Object resultSetLength, moreRows | Format-Table
    }
    . Show-Step '4WS Suite: page after page, item by item' {
        $orders = $shop | Invoke-AuthenticatedRequest api -Query @{ cmd = 'order_v1'; limit = 20 } -Paginate -First 50
        $orders | Select-Object -Last 2 | Format-Table
    }
    Assert-That ($orders.Count -eq 50) 'three pages bring 50 orders'

    $sbtKey = New-Password 'sbt-key-never'
    . Show-Step 'Solutions by Text: a token by SOAP, and by REST' {
        $sbt = Get-SbtSecurityToken -Server $server -ApiKey $sbtKey -TokenExpiration Never -Name sbt
        $sbtRest = Get-SbtSecurityToken -Server $server -ApiKey $sbtKey -TokenExpiration Never -Protocol Rest -Name sbt-rest
        ($sbt | Invoke-AuthenticatedRequest SBT.App.SetUp/RSServices/GeneralRSService.svc/GetCarrierLookup -Query @{ orgCode = 'ACME'; phone = '5551234567' }).GetCarrierLookupResult | Format-List
        ($sbtRest | Invoke-AuthenticatedRequest SBT.App.SetUp/RSServices/MessageRSService.svc/SendMessage -Method Post -Body @{ orgCode = 'ACME'; message = 'Ready'; sendTo = @('5551234567') }).SendMessageResult | Format-List
    }

    $guest = New-Login 'guest' 'guest'
    $admin = New-Login 'admin' 'admin-Passw0rd'
    . Show-Step 'Elvis: by API login, and by web login' {
        $dam = Connect-Elvis $server -Credential $guest -Name dam
        $damWeb = Connect-Elvis $server -Credential $admin -LoginMethod Web -Name dam-web
        $dam | Invoke-AuthenticatedRequest services/profile -Method Post | Select-Object username, fullName, email | Format-Table
        $damWeb | Invoke-AuthenticatedRequest services/profile -Method Post | Select-Object username, fullName, email | Format-Table
    }
    . Show-Step 'Elvis: find assets, and download them' {
        $hits = $dam | Invoke-AuthenticatedRequest services/search -Method Post -Query @{ q = ''; num = 3 } | Select-Object -ExpandProperty hits
        $hits | Invoke-AuthenticatedRequest -Session dam -Uri { "file/$($_.id)/original/asset" } -OutFile { "$folder/$($_.id).bin" }
        Get-ChildItem $folder | Format-Table Name, Length
    }
    Assert-That ((Get-ChildItem $folder).Count -eq 3) 'three files were downloaded'

    . Show-Step 'All sessions' { Get-ApiSession }
    . Show-Step 'One request over several sessions' {
        Get-ApiSession -Provider Elvis | Invoke-AuthenticatedRequest services/ping | Select-Object state, server, version | Format-Table
    }

    . Show-Step 'A failure that arrives as HTTP 200 is an error' {
        $failure = Read-Failure { $se | Invoke-AuthenticatedRequest se/ws/wf_ws.php -SoapAction urn:workflow#newWorkflow -Body ([ordered]@{ ProcessID = 'NO-SUCH-PROCESS' }) -ErrorAction Stop }
        $failure
        [pscustomobject]@{ ErrorId = $failure.FullyQualifiedErrorId; VendorCode = $failure.Exception.VendorCode } | Format-List
    }
    Assert-That ($failure.FullyQualifiedErrorId -like 'VendorError*') 'the failure is a VendorError'

    . Show-Step 'A token that the service ended is renewed, and the request sent again' {
        Invoke-Emulator $emulator tokens/expire -Method Post -Body @{ service = 'Elvis' }
        $dam | Invoke-AuthenticatedRequest services/profile -Method Post -AsResponse | Select-Object StatusCode, @{ n = 'Attempts'; e = { $_.Attempts.Outcome -join ' (rejected), then ' } } | Format-List
        Get-ApiSession dam | Format-Table Name, State, LoginCount, RequestCount
    }
    Assert-That ((Get-ApiSession dam).LoginCount -eq 2) 'the session logged in twice'

    . Show-Step 'Is everything well?' { Test-ApiSession dam }

    . Show-Step 'Log out' {
        Get-ApiSession | Disconnect-ApiSession
        Get-ApiSession | Measure-Object | Format-List Count
    }
    Assert-That ($null -eq (Get-ApiSession)) 'no session is left'
}
finally {
    Stop-Emulator $emulator
    Remove-Item $folder -Recurse -Force
}

Write-Host "`nAll steps worked." -ForegroundColor Green
