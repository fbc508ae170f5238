# What the emulator can break, as a table: $lab is a hashtable that holds the emulator and what the rows share.

param([Parameter(Mandatory)] [hashtable]$lab)

$lab.Fault = {
    param($Fault)
    $all = @{ count = 0; path = '/services/profile' }
    $Fault.Keys | ForEach-Object { $all[$_] = $Fault[$_] }
    Add-Fault $lab.Emulator $all
}
$lab.Clear = { Clear-Fault $lab.Emulator }
$lab.Dam = {
    param($TimeoutSec = 30)
    Connect-Elvis $lab.Emulator.Address -Credential (New-TestCredential guest guest) -Name dut -TimeoutSec $TimeoutSec -MaximumRetryCount 0
}
$lab.ImpatientDam = { & $lab.Dam 3 }
$lab.Shop = {
    param($User = 'ada', $Password = 'Lovelace-1815', $Mode = 'Bearer')
    Connect-FourWayShop $lab.Emulator.Address -Credential (New-TestCredential $User $Password) -CompanyId ACME -SiteId 501 -AuthenticationMode $Mode -ProbeUri 'api?cmd=product_v1' -Name dut
}
$lab.Suite = {
    param($Key = (Invoke-Emulator $lab.Emulator accounts).softExpert[0].apiKey)
    Connect-SoftExpert $lab.Emulator.Address -ApiKey (New-TestSecret $Key) -ProbeUri v1/dataset-integration/employees -MaximumRetryCount 0 -Name dut
}
$lab.Texts = {
    Get-SbtSecurityToken -Server $lab.Emulator.Address -ApiKey (New-TestSecret sbt-key-never) -TokenExpiration Never -Name dut -ProbeUri 'SBT.App.SetUp/RSServices/GeneralRSService.svc/GetCarrierLookup?orgCode=ACME&phone=5551234567'
}

# Connect: makes the session. Break: plays the fault. Layer, Remedy: what is to be said. Repair: does what the remedy says.
@(
    @{ Name = 'the service does not run'; Connect = $lab.Dam; Layer = 'Tcp'; Remedy = '*service is running*'
        Break = { Invoke-Emulator $lab.Emulator shutdown -Method Post; $lab.Emulator.Process.WaitForExit() }
        Repair = { $lab.Emulator = Start-Emulator; & $lab.Dam } }
    @{ Name = 'answers come late'; Connect = $lab.ImpatientDam; Layer = 'Http'; Remedy = '*-TimeoutSec*'
        Break = { & $lab.Fault @{ kind = 'delay'; milliseconds = 5000 } }
        Repair = $lab.Dam }
    @{ Name = 'the head of the answer trickles'; Connect = $lab.ImpatientDam; Layer = 'Http'; Remedy = '*-TimeoutSec*'
        Break = { & $lab.Fault @{ kind = 'slowHeaders'; milliseconds = 1500; chunkBytes = 40 } }
        Repair = $lab.Dam }
    @{ Name = 'the body of the answer trickles'; Connect = $lab.ImpatientDam; Layer = 'Http'; Remedy = '*-TimeoutSec*'
        Break = { & $lab.Fault @{ kind = 'slowBody'; milliseconds = 500; chunkBytes = 30 } }
        Repair = $lab.Dam }
    @{ Name = 'the connection is reset before the answer'; Connect = $lab.Dam; Layer = 'Http'; Remedy = '*network and the proxy*'
        Break = { & $lab.Fault @{ kind = 'resetBeforeResponse' } }; Repair = $lab.Clear }
    @{ Name = 'the connection is reset in the middle of the answer'; Connect = $lab.Dam; Layer = 'Http'; Remedy = '*proxy*'
        Break = { & $lab.Fault @{ kind = 'resetMidBody'; chunkBytes = 20 } }; Repair = $lab.Clear }
    @{ Name = 'the JSON is cut off'; Connect = $lab.Dam; Layer = 'Http'; Remedy = '*no proxy or login page*'
        Break = { & $lab.Fault @{ kind = 'truncatedJson' } }; Repair = $lab.Clear }
    @{ Name = 'the answer is shorter than it says'; Connect = $lab.Dam; Layer = 'Http'; Remedy = '*no proxy or login page*'
        Break = { & $lab.Fault @{ kind = 'shortContentLength' } }; Repair = $lab.Clear }
    @{ Name = 'a login page answers in place of the API'; Connect = $lab.Dam; Layer = 'Http'; Remedy = '*no proxy or login page*'
        Break = { & $lab.Fault @{ kind = 'html' } }; Repair = $lab.Clear }
    @{ Name = 'the head of the answer is too large'; Connect = $lab.Dam; Layer = 'Http'; Remedy = '*operator of the service*'
        Break = { & $lab.Fault @{ kind = 'hugeHeaders' } }; Repair = $lab.Clear }
    @{ Name = 'the server fails (500)'; Connect = $lab.Dam; Layer = 'Http'; Remedy = '*operator of the service*'
        Break = { & $lab.Fault @{ kind = 'status'; status = 500 } }; Repair = $lab.Clear }
    @{ Name = 'the server is busy (503)'; Connect = $lab.Dam; Layer = 'Http'; Remedy = '*Try again later*'
        Break = { & $lab.Fault @{ kind = 'status'; status = 503; retryAfter = '60' } }; Repair = $lab.Clear }
    @{ Name = 'the service redirects to another origin'; Connect = $lab.Shop; Layer = 'Http'; Remedy = '*connect to its new address*'
        Break = { & $lab.Fault @{ kind = 'redirect'; path = '/api' } }
        Repair = { & $lab.Clear; & $lab.Shop } }
    @{ Name = 'the service redirects in a circle'; Connect = $lab.Shop; Layer = 'Http'; Remedy = '*run in a circle*'
        Break = { & $lab.Fault @{ kind = 'redirectLoop'; path = '/api' } }; Repair = $lab.Clear }
    @{ Name = 'the proxy asks for a login (407)'; Layer = 'Proxy'; Remedy = '*-NoProxy*'
        Connect = { Connect-Elvis $lab.Emulator.Address -Credential (New-TestCredential guest guest) -Name dut -Proxy $lab.Emulator.Address }
        Break = { & $lab.Fault @{ kind = 'proxyAuthRequired'; path = '*' } }
        Repair = { & $lab.Clear; Connect-Elvis $lab.Emulator.Address -Credential (New-TestCredential guest guest) -Name dut -NoProxy } }
    @{ Name = 'the clocks differ by two hours'; Connect = $lab.Dam; Layer = 'Clock'; Remedy = '*clock by a time server*'
        Break = { Invoke-Emulator $lab.Emulator clock -Method Post -Body @{ skewSeconds = 7200 } }
        Repair = { Invoke-Emulator $lab.Emulator clock -Method Post -Body @{ skewSeconds = 0 } } }
    @{ Name = 'SoftExpert: the user is blocked'; Connect = $lab.Suite; Layer = 'Authentication'; Remedy = "*check the user's status*"
        Break = { Invoke-Emulator $lab.Emulator users/block -Method Post -Body @{ service = 'softExpert'; userName = 'integration' } }
        Repair = { Invoke-Emulator $lab.Emulator users/unblock -Method Post -Body @{ service = 'softExpert'; userName = 'integration' } } }
    @{ Name = 'SoftExpert: the key was generated anew'; Connect = $lab.Suite; Layer = 'Authentication'; Remedy = '*Copy the key again*connect with it*'
        Break = { $lab.NewKey = (Invoke-RestMethod "$($lab.Emulator.Address)/_emulator/keys/rotate" -Method Post -ContentType application/json -Body (@{ service = 'softExpert'; key = (Invoke-Emulator $lab.Emulator accounts).softExpert[0].apiKey } | ConvertTo-Json)).key }
        Repair = { & $lab.Suite $lab.NewKey } }
    @{ Name = 'SoftExpert: the only licence is in use'; Connect = $lab.Suite; Layer = 'Permission'; Remedy = '*Have that user log out*'
        Break = { Invoke-Emulator $lab.Emulator settings -Method Patch -Body @{ softExpert = @{ singleLicenceTaken = $true } } }
        Repair = { Invoke-Emulator $lab.Emulator settings -Method Patch -Body @{ softExpert = @{ singleLicenceTaken = $false } } } }
    @{ Name = 'SoftExpert: more than 10 requests a second'; Connect = $lab.Suite; Layer = 'RateLimit'; Remedy = '*10 requests a second*-ThrottleLimit*'
        Break = { Invoke-Emulator $lab.Emulator settings -Method Patch -Body @{ softExpert = @{ requestsPerSecond = 0 } } }
        Repair = { Invoke-Emulator $lab.Emulator settings -Method Patch -Body @{ softExpert = @{ requestsPerSecond = 10 } }; & $lab.Suite } }
    @{ Name = '4WS Suite: a permission is missing'; Layer = 'Permission'; Remedy = '*use a user who has it*'
        Connect = { & $lab.Shop bob Builder-1999 }; Break = { }; Repair = { & $lab.Shop ada Lovelace-1815 } }
    @{ Name = '4WS Suite: the user is blocked while cookies last'; Connect = { & $lab.Shop ada Lovelace-1815 Cookie }; Layer = 'Authentication'; Remedy = '*not blocked*'
        Break = { Invoke-Emulator $lab.Emulator users/block -Method Post -Body @{ service = 'fourWayShop'; userName = 'ada' } }
        Repair = { Invoke-Emulator $lab.Emulator users/unblock -Method Post -Body @{ service = 'fourWayShop'; userName = 'ada' }; & $lab.Shop ada Lovelace-1815 Cookie } }
    @{ Name = 'Solutions by Text: the key was replaced'; Connect = $lab.Texts; Layer = 'Authentication'; Remedy = '*Check the key*'
        Break = { Invoke-Emulator $lab.Emulator keys/rotate -Method Post -Body @{ service = 'solutionsByText'; key = 'sbt-key-never' }; Invoke-Emulator $lab.Emulator tokens/revoke -Method Post -Body @{ service = 'solutionsByText' } }
        Repair = { Invoke-Emulator $lab.Emulator reset -Method Post; & $lab.Texts } }
    @{ Name = 'Elvis: the user is blocked'; Connect = $lab.Dam; Layer = 'Authentication'; Remedy = '*not blocked*Update-ApiSession -Force*'
        Break = { Invoke-Emulator $lab.Emulator users/block -Method Post -Body @{ service = 'elvis'; userName = 'guest' } }
        Repair = { Invoke-Emulator $lab.Emulator users/unblock -Method Post -Body @{ service = 'elvis'; userName = 'guest' }; Update-ApiSession dut -Force } }
    @{ Name = 'Elvis: another session has the only licence'; Layer = 'Authentication'; Remedy = '*end the other session*'
        Connect = { Connect-Elvis $lab.Emulator.Address -Credential (New-TestCredential pro pro-Passw0rd) -Name dut }
        Break = {
            Invoke-Emulator $lab.Emulator tokens/expire -Method Post -Body @{ service = 'elvis' }
            Connect-Elvis $lab.Emulator.Address -Credential (New-TestCredential pro pro-Passw0rd) -Name other
            Invoke-Emulator $lab.Emulator settings -Method Patch -Body @{ elvis = @{ oneSessionPerNonApiUser = $true } }
        }
        Repair = { Disconnect-ApiSession other; Update-ApiSession dut -Force } }
)
