# What the Pester files have in common: the module under test, an emulator of the services, and what is in its log.
# A file runs by hand, after a build: Invoke-Pester tests/pester/Connect-Elvis.Tests.ps1

$script:Root = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..', '..'))

function Get-TestRoot {
    $script:Root
}

# The newest of the builds that there are.
function Get-BuiltFile {
    param([Parameter(Mandatory)] [string]$Project, [Parameter(Mandatory)] [string]$Name)

    $found = Get-ChildItem -Path (Join-Path $script:Root $Project 'bin') -Recurse -Filter $Name -ErrorAction Ignore |
        Where-Object FullName -NotMatch '[\\/]publish[\\/]' |
        Sort-Object LastWriteTimeUtc -Descending |
        Select-Object -First 1
    if (-not $found) {
        throw "'$Name' is not built. Run 'dotnet build' first."
    }

    $found.FullName
}

function Get-TestedModulePath {
    $env:APIAUTH_MODULE ? $env:APIAUTH_MODULE : (Join-Path $script:Root 'ApiAuth.psd1')
}

function Import-TestedModule {
    Import-Module (Get-TestedModulePath) -Global -ErrorAction Stop
}

# Runs a script in a PowerShell of its own, and gives back what its JSON says.
function Invoke-NewPowerShell {
    param([Parameter(Mandatory)] [scriptblock]$ScriptBlock, [object[]]$ArgumentList = @())

    $text = "& { $ScriptBlock } $(($ArgumentList | ForEach-Object { "'$($_ -replace "'", "''")'" }) -join ' ') | ConvertTo-Json -Depth 5 -Compress"
    $encoded = [System.Convert]::ToBase64String([System.Text.Encoding]::Unicode.GetBytes("`$ErrorActionPreference = 'Stop'; $text"))
    $output = & ([System.Environment]::ProcessPath) -NoProfile -NonInteractive -OutputFormat Text -EncodedCommand $encoded 2>&1
    if ($LASTEXITCODE -ne 0) {
        throw "The other PowerShell failed: $($output -join "`n")"
    }

    $output -join "`n" | ConvertFrom-Json
}

function Start-Server {
    param([Parameter(Mandatory)] [string[]]$ArgumentList)

    $start = [System.Diagnostics.ProcessStartInfo]::new('dotnet', $ArgumentList)
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $process = [System.Diagnostics.Process]::Start($start)
    $line = $process.StandardOutput.ReadLine()
    if ($line -notmatch '^Listening on (?<address>https?://\S+)$') {
        throw "The server did not start: $line"
    }

    [pscustomobject]@{ Address = $Matches.address; Process = $process }
}

function Start-Emulator {
    param([string]$Accounts)

    Start-Server (@((Get-BuiltFile 'src/ApiAuth.Emulator' 'ApiAuth.Emulator.dll'), '--urls', 'http://127.0.0.1:0') + @($Accounts ? ('--accounts', $Accounts) : @()))
}

# With https; Authority is the certificate, as PEM, of the one who issued the server's.
function Start-TlsEmulator {
    $emulator = Start-Server (Get-BuiltFile 'src/ApiAuth.Emulator' 'ApiAuth.Emulator.dll'), '--https'
    $pem = do {
        $line = $emulator.Process.StandardOutput.ReadLine()
        $line
    } until ($line -match '^-+END' -or $null -eq $line)
    $emulator | Add-Member Authority ($pem -join "`n") -PassThru
}

# Logs in as Elvis does; has lists in pages of every kind, files of any size, answers that take their time, and a count of its requests.
function Start-PlainServer {
    Start-Server (Get-BuiltFile 'tests/ApiAuth.Benchmarks' 'ApiAuth.Benchmarks.dll'), 'serve'
}

function Stop-PlainServer {
    param([Parameter(Mandatory)] $Server)

    $Server.Process.StandardInput.Close()
    if (-not $Server.Process.WaitForExit(10000)) {
        $Server.Process.Kill()
        throw 'The server did not stop.'
    }
}

# How many requests it got since the last reset, and how many of them it is still answering.
function Get-RequestCount {
    param([Parameter(Mandatory)] $Server, [switch]$Reset)

    Invoke-RestMethod "$($Server.Address)/requests" -Method ($Reset ? 'Delete' : 'Get') -NoProxy
}

function Stop-Emulator {
    param([Parameter(Mandatory)] $Emulator)

    Disconnect-Everything $Emulator
    Invoke-Emulator $Emulator shutdown -Method Post
    if (-not $Emulator.Process.WaitForExit(10000)) {
        $Emulator.Process.Kill()
        throw 'The emulator did not stop.'
    }
}

# Its control API, whatever certificate it shows.
function Invoke-Emulator {
    param([Parameter(Mandatory)] $Emulator, [Parameter(Mandatory)] [string]$Path, [string]$Method = 'Get', $Body)

    $arguments = @{ Uri = "$($Emulator.Address)/_emulator/$Path"; Method = $Method; NoProxy = $true; SkipCertificateCheck = $true }
    if ($null -ne $Body) {
        $arguments.Body = ConvertTo-Json $Body -Depth 5
        $arguments.ContentType = 'application/json'
    }

    $answer = Invoke-RestMethod @arguments
    if ($Method -eq 'Get') {
        $answer
    }
}

function Reset-Emulator {
    param([Parameter(Mandatory)] $Emulator)

    Disconnect-Everything $Emulator
    Invoke-Emulator $Emulator reset -Method Post
}

# All sessions there are, with no fault in the way of their logout.
function Disconnect-Everything {
    param([Parameter(Mandatory)] $Emulator)

    Clear-Fault $Emulator
    if (Get-Module ApiAuth) {
        Get-ApiSession | Disconnect-ApiSession
    }
}

function Add-Fault {
    param([Parameter(Mandatory)] $Emulator, [Parameter(Mandatory)] [hashtable]$Fault)

    Invoke-Emulator $Emulator faults -Method Post -Body $Fault
}

function Clear-Fault {
    param([Parameter(Mandatory)] $Emulator)

    Invoke-Emulator $Emulator faults -Method Delete
}

function Get-EmulatorLog {
    param([Parameter(Mandatory)] $Emulator, [string]$Path = '*')

    , @(Invoke-Emulator $Emulator "log?path=$([uri]::EscapeDataString($Path))")
}

function New-TestCredential {
    param([Parameter(Mandatory)] [string]$UserName, [Parameter(Mandatory)] [string]$Password)

    [pscredential]::new($UserName, (New-TestSecret $Password))
}

function New-TestSecret {
    param([Parameter(Mandatory)] [string]$Text)

    ConvertTo-SecureString $Text -AsPlainText -Force
}

# With its key; one that protects documents (CMS) too.
function New-TestCertificate {
    param([Parameter(Mandatory)] [string]$Name)

    $request = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new(
        "CN=$Name", [System.Security.Cryptography.RSA]::Create(2048), [System.Security.Cryptography.HashAlgorithmName]::SHA256, [System.Security.Cryptography.RSASignaturePadding]::Pkcs1)
    $request.CertificateExtensions.Add([System.Security.Cryptography.X509Certificates.X509KeyUsageExtension]::new('DataEncipherment, KeyEncipherment', $true))
    $usages = [System.Security.Cryptography.OidCollection]::new()
    $null = $usages.Add([System.Security.Cryptography.Oid]::new('1.3.6.1.4.1.311.80.1'))
    $request.CertificateExtensions.Add([System.Security.Cryptography.X509Certificates.X509EnhancedKeyUsageExtension]::new($usages, $false))
    $request.CreateSelfSigned([datetimeoffset]::UtcNow.AddDays(-1), [datetimeoffset]::UtcNow.AddDays(1))
}

# The parameters of a command, less those that every command has.
function Get-OwnParameter {
    param([Parameter(Mandatory)] [string]$Name)

    (Get-Command $Name).Parameters.Values | Where-Object { $_.Name -notin [System.Management.Automation.PSCmdlet]::CommonParameters }
}

# The errors of a command, whose output is left out.
function Get-ErrorOf {
    param([Parameter(Mandatory)] [scriptblock]$Command)

    , @(& $Command 2>&1 3>$null 6>$null | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] })
}

Export-ModuleMember -Function *
