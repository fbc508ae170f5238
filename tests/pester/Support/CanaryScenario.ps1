# Uses every place that takes a secret, well and badly. Whatever it emits is searched for the secrets.
param(
    [Parameter(Mandatory)] [string]$Address,
    [Parameter(Mandatory)] [System.Collections.IDictionary]$Secret,
    [Parameter(Mandatory)] [string]$Folder
)

$ErrorActionPreference = 'Continue'
# By methods, whose arguments no trace shows: what PowerShell tells of its own commands is not the module's doing.
function Add-Fault([scriptblock]$Describe) {
    [Canary]::Post("$Address/_emulator/faults", [System.Text.Json.JsonSerializer]::Serialize((& $Describe), [hashtable]))
}

$login = [Canary]::Login('canary', $Secret.Password)
$wrong = [Canary]::Login('canary', $Secret.WrongPassword)
$proxyLogin = [Canary]::Login('proxyUser', $Secret.ProxyPassword)

# Logins that succeed.
$se = Connect-SoftExpert $Address -ApiKey ([Canary]::Key($Secret.SoftExpertKey)) -Name se -MaximumRetryCount 0
$seBasic = Connect-SoftExpert $Address -Credential $login -Name se-basic -MaximumRetryCount 0
$shop = Connect-FourWayShop $Address -Credential $login -CompanyId ACME -SiteId 501 -Name shop
$shopCookie = Connect-FourWayShop $Address -Credential $login -CompanyId ACME -SiteId 501 -AuthenticationMode Cookie -Name shop-cookie
$shopBody = Connect-FourWayShop $Address -Credential $login -LoginBody @{ username = '{UserName}'; password = '{Password}'; companyId = 'ACME'; siteId = 501; clientSecret = [Canary]::Key($Secret.LoginBodyMember) } -Name shop-body
$sbt = Get-SbtSecurityToken -Server $Address -ApiKey ([Canary]::Key($Secret.SbtKey)) -TokenExpiration Never -Name sbt
$sbtRest = Get-SbtSecurityToken -Server $Address -ApiKey ([Canary]::Key($Secret.SbtKey)) -TokenExpiration Never -Protocol Rest -Name sbt-rest
$dam = Connect-Elvis $Address -Credential $login -Name dam
$damWeb = Connect-Elvis $Address -Credential $login -LoginMethod Web -Name dam-web
Add-Fault { @{ kind = 'proxyAuthRequired'; path = '/services/apilogin'; count = 1 } }
$damProxy = Connect-Elvis $Address -Credential $login -Name dam-proxy -Proxy $Address -ProxyCredential $proxyLogin
$damShared = Connect-Elvis $Address -Credential $login -Name dam-shared -TokenCache User -TokenCacheProtection Certificate -TokenCacheCertificate ([Canary]::Certificate())
$sessions = @($damShared, $se, $seBasic, $shop, $shopCookie, $shopBody, $sbt, $sbtRest, $dam, $damWeb, $damProxy)
$sessions

# Answers that repeat what the session was logged in with and what it sends.
function Add-Echo([string]$Name, [scriptblock]$Known) {
    $known = @(& $Known)
    $base64 = [System.Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes("canary:$($Secret.Password)"))
    $json = [System.Text.Json.JsonSerializer]::Serialize(@{ message = "Refused: $($known -join ' | ')"; errorcode = 400; seen = $known; basic = "Basic $base64"; cred = $base64 }, [hashtable])
    $fine = $json.Replace('"errorcode":400', '"code":1')
    $html = "<html><body><p>$([System.Net.WebUtility]::HtmlEncode($known -join ' '))</p><a href='/login?x=$([uri]::EscapeDataString($known[0]))'>log in</a></body></html>"
    $fault = "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><s:Fault><faultcode>s:Server</faultcode><faultstring>$([System.Security.SecurityElement]::Escape($known -join ' '))</faultstring></s:Fault></s:Body></s:Envelope>"
    $long = '{"message":"' + ('x' * 4060) + ' ' + [System.Text.Encodings.Web.JavaScriptEncoder]::Default.Encode($known[0]) + '"}'
    Add-Fault { @{ kind = 'rawBody'; path = "/echo/$Name/json"; status = 400; count = 0; body = $json } }
    Add-Fault { @{ kind = 'rawBody'; path = "/echo/$Name/fine"; status = 200; count = 0; body = $fine } }
    Add-Fault { @{ kind = 'rawBody'; path = "/echo/$Name/broken"; status = 200; count = 0; body = $fine.TrimEnd('}') } }
    $wide = [System.Convert]::ToBase64String([System.Text.Encoding]::Unicode.GetBytes($fine.TrimEnd('}')))
    Add-Fault { @{ kind = 'rawBody'; path = "/echo/$Name/wide"; status = 200; count = 0; bodyBase64 = $wide; contentType = 'application/json; charset=utf-16' } }
    Add-Fault { @{ kind = 'rawBody'; path = "/echo/$Name/html"; status = 200; count = 0; body = $html; contentType = 'text/html' } }
    Add-Fault { @{ kind = 'rawBody'; path = "/echo/$Name/fault"; status = 500; count = 0; body = $fault; contentType = 'text/xml' } }
    Add-Fault { @{ kind = 'rawBody'; path = "/echo/$Name/long"; status = 400; count = 0; body = $long } }
    Add-Fault { @{ kind = 'rawBody'; path = "/echo/$Name/longer"; status = 200; count = 0; body = $long } }
}

$keys = @{ se = 'SoftExpertKey'; sbt = 'SbtKey'; 'sbt-rest' = 'SbtKey' }
foreach ($session in $sessions) {
    $name = $session.Name
    $token = $session | Get-ApiAccessToken -AsPlainText
    Add-Echo $name { $keys.ContainsKey($name) ? $Secret[$keys[$name]] : $Secret.Password; $token; if ($name -eq 'shop-body') { $Secret.LoginBodyMember } }
}

Add-Echo query { $Secret.QueryMember; $Secret.Header; $Secret.OwnToken }
Add-Echo body { $Secret.BodyMember }
Add-Echo form { $Secret.FormMember }
Add-Fault { @{ kind = 'status'; path = '/echo/query/header'; status = 400; count = 0; authenticate = @("Basic realm=`"$($Secret.QueryMember) $($Secret.Header)`"") } }
Add-Echo soap { $Secret.SoapElement }
Add-Fault { @{ kind = 'redirect'; path = '/redirect/away'; count = 0; location = "https://other.example.com/?access_token=$([uri]::EscapeDataString($Secret.RedirectMember))&p=$([uri]::EscapeDataString($Secret.Password))" } }
Add-Fault { @{ kind = 'redirect'; path = '/redirect/near'; count = 0; location = "/nowhere?access_token=$([uri]::EscapeDataString($Secret.RedirectMember))" } }
Add-Fault { @{ kind = 'redirectLoop'; path = '/redirect/loop'; count = 0 } }
Add-Fault { @{ kind = 'setCookie'; path = '/services/ping'; count = 0; cookies = @("session=$($Secret.SetCookie); Path=/") } }

foreach ($session in $sessions) {
    foreach ($path in 'json', 'broken', 'wide', 'html', 'fault', 'long') {
        $session | Invoke-AuthenticatedRequest "/echo/$($session.Name)/$path"
    }

    foreach ($path in 'away', 'near', 'loop') {
        $session | Invoke-AuthenticatedRequest "/redirect/$path"
    }

    $null = $session | Invoke-AuthenticatedRequest "/echo/$($session.Name)/fine"
    $null = $session | Invoke-AuthenticatedRequest "/echo/$($session.Name)/longer"
    $carried = @{ Query = @{ apiKey = $Secret.QueryMember }; Headers = @{ 'X-Api-Key' = $Secret.Header; Authorization = "Bearer $($Secret.OwnToken)" } }
    foreach ($path in $session -eq $dam ? ('json', 'broken', 'wide', 'html', 'long') : ('json', 'broken')) {
        $session | Invoke-AuthenticatedRequest "/echo/query/$path" @carried
        $session | Invoke-AuthenticatedRequest "/echo/body/$path" -Method Post -Body @{ user = 'me'; password = $Secret.BodyMember }
        $session | Invoke-AuthenticatedRequest "/echo/form/$path" -Form @{ user = 'me'; password = $Secret.FormMember }
        $session | Invoke-AuthenticatedRequest "/echo/soap/$path" -SoapAction urn:x#logon -Body ([ordered]@{ User = 'me'; Password = $Secret.SoapElement })
    }

    $session | Invoke-AuthenticatedRequest /echo/query/broken -Paginate @carried
    $session | Invoke-AuthenticatedRequest /echo/query/header -AsResponse -SkipHttpErrorCheck @carried
    $session | Invoke-AuthenticatedRequest /echo/soap/fault -SoapAction urn:x#logon -Body ([ordered]@{ User = 'me'; Password = $Secret.SoapElement })
}

$dam | Invoke-AuthenticatedRequest services/ping -AsResponse | Format-List | Out-String
$damWeb | Invoke-AuthenticatedRequest services/profile -Method Post -Confirm:$false
$sbt | Invoke-AuthenticatedRequest SBT.App.SetUp/RSServices/GeneralRSService.svc/GetCarrierLookup -Query @{ orgCode = 'ACME'; phone = '5551234567' }
$se | Invoke-AuthenticatedRequest v1/dataset-integration/employees | Select-Object -First 1

# Logins that fail, with answers that repeat what was sent.
Connect-Elvis $Address -Credential $wrong -Name refused
Add-Fault { @{ kind = 'rawBody'; path = '/services/apilogin'; status = 200; count = 1; body = [System.Text.Json.JsonSerializer]::Serialize(@{ loginSuccess = $false; loginFaultMessage = "No '$($Secret.WrongPassword)' here"; authToken = $Secret.OwnToken }, [hashtable]) } }
Connect-Elvis $Address -Credential $wrong -Name refused
Add-Fault { @{ kind = 'status'; path = '/api/login'; status = 500; count = 1; body = "clientSecret=$($Secret.LoginBodyMember) password=$($Secret.WrongPassword) $($Secret.LoginBodyMember)" } }
Connect-FourWayShop $Address -Credential $wrong -LoginBody @{ username = '{UserName}'; password = '{Password}'; clientSecret = [Canary]::Key($Secret.LoginBodyMember) } -Name refused
Add-Fault { @{ kind = 'redirect'; path = '*AuthenticateAPIKey*'; count = 1; location = "/elsewhere?APIKey=$([uri]::EscapeDataString($Secret.SbtKey))" } }
Get-SbtSecurityToken -Server $Address -ApiKey ([Canary]::Key($Secret.SbtKey)) -Protocol Rest -TokenExpiration Never -Name refused
Get-SbtSecurityToken -Server $Address -ApiKey ([Canary]::Key($Secret.WrongKey)) -Name refused
Connect-SoftExpert $Address -ApiKey ([Canary]::Key("$($Secret.WrongKey) with spaces")) -Name refused
Connect-Elvis "http://user:$($Secret.Userinfo)@127.0.0.1:1" -Credential $login -Name refused
Connect-Elvis $Address -Credential $login -Proxy "http://user:$($Secret.Userinfo)@127.0.0.1:1" -Name refused

# Diagnosis, renewal, and what is kept.
$sessions | Test-ApiSession -Uri /redirect/away
Test-ApiSession dam -Uri /echo/dam/json
Test-ApiSession dam -Uri /echo/dam/broken
Test-ApiSession dam
Update-ApiSession dam -Force -PassThru
Get-ApiRequestLog dam -Last 5
foreach ($ending in 'har', 'html', 'json') {
    $sessions | Export-ApiRequestLog (Join-Path $Folder "log.$ending") -IncludeBody
}

$sessions | ForEach-Object { Export-ApiSession (Join-Path $Folder "$($_.Name).session") -Session $_ -Password ([Canary]::Key($Secret.ExportPassword)) -IncludeCredential }
Import-ApiSession (Join-Path $Folder dam.session) -Password ([Canary]::Key($Secret.ExportPassword)) -Name imported
Import-ApiSession (Join-Path $Folder dam.session) -Password ([Canary]::Key($Secret.WrongPassword)) -Name imported2

Get-ApiAccessToken dam
Rename-ApiSession dam dam2 -PassThru
Disconnect-ApiSession dam-web, dam-proxy
$damWeb, $damProxy | Export-ApiRequestLog (Join-Path $Folder 'after.har') -IncludeBody
$sessions
