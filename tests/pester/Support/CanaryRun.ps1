# Runs the scenario with everything on that records, and leaves each record as a file of its own.
param(
    [Parameter(Mandatory)] [string]$Address,
    [Parameter(Mandatory)] [string]$SecretPath,
    [Parameter(Mandatory)] [string]$ModulePath,
    [Parameter(Mandatory)] [string]$Folder
)

$secret = [System.IO.File]::ReadAllText($SecretPath) | ConvertFrom-Json -AsHashtable
[System.IO.File]::Delete($SecretPath)
Import-Module $ModulePath
(Get-Module ApiAuth).LogPipelineExecutionDetails = $true
$MaximumErrorCount = 4096
$sinks = Join-Path $Folder sinks
$scenario = Join-Path $PSScriptRoot CanaryScenario.ps1

function Save([string]$Name, $Text) { [System.IO.File]::WriteAllText((Join-Path $sinks "$Name.txt"), ($Text -join "`n")) }

# Traces and measures, as a host would take them.
Add-Type -TypeDefinition @'
using System;
using System.Collections.Concurrent;
using System.Diagnostics;
public static class Canary
{
    private static readonly System.Net.Http.HttpClient Client = new(new System.Net.Http.SocketsHttpHandler { UseProxy = false });

    public static System.Security.SecureString Key(string text) => new System.Net.NetworkCredential("", text).SecurePassword;

    public static System.Management.Automation.PSCredential Login(string user, string password) => new(user, Key(password));

    public static System.Security.Cryptography.X509Certificates.X509Certificate2 Certificate()
    {
        var key = System.Security.Cryptography.RSA.Create(2048);
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest(
            "CN=canary", key, System.Security.Cryptography.HashAlgorithmName.SHA256, System.Security.Cryptography.RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    public static void Post(string address, string json) => Client
        .PostAsync(address, new System.Net.Http.StringContent(json, System.Text.Encoding.UTF8, "application/json")).GetAwaiter().GetResult().EnsureSuccessStatusCode();
}

public static class Spans
{
    public static readonly ConcurrentQueue<string> Seen = new();
    public static void Listen() => ActivitySource.AddActivityListener(new ActivityListener
    {
        ShouldListenTo = source => source.Name == "ApiAuth",
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        ActivityStopped = activity =>
        {
            Seen.Enqueue(activity.DisplayName + " " + activity.StatusDescription);
            foreach (var tag in activity.TagObjects) Seen.Enqueue(tag.Key + "=" + tag.Value);
        },
    });
}
'@
[Spans]::Listen()

# As a user at the prompt has it, with a transcript and every preference on.
$null = Start-Transcript (Join-Path $sinks transcript.txt)
$VerbosePreference = $DebugPreference = $InformationPreference = $WarningPreference = $ProgressPreference = 'Continue'
$emitted = $null
Trace-Command -Name ParameterBinding -FilePath (Join-Path $sinks trace.txt) -Expression {
    & $scenario -Address $Address -Secret $secret -Folder $Folder -OutVariable emitted *>&1 | Out-Default
}
$VerbosePreference = $DebugPreference = 'SilentlyContinue'
$null = Stop-Transcript
Save spans ([Spans]::Seen.ToArray())
$records = $Error.ToArray()
Save 'errors-default' ($records | Out-String -Width 500)
Save 'errors-get-error' ($records | ForEach-Object { if ($_ -is [System.Management.Automation.ErrorRecord]) { $_ | Get-Error | Out-String -Width 500 } })
Save 'errors-list' ($records | Format-List * -Force | Out-String -Width 500)
Save 'errors-custom' ($records | Format-Custom -Depth 4 | Out-String -Width 500)
Save 'errors-tostring' ($records | ForEach-Object { "$_"; "$($_.Exception)"; "$($_.Exception.InnerException)"; "$($_.TargetObject)"; "$($_.ErrorDetails)"; "$($_.ErrorDetails.RecommendedAction)" })
Save 'errors-clixml' ($records | ForEach-Object { [System.Management.Automation.PSSerializer]::Serialize($_, 2) })
Save 'errors-clixml-deep' ($records | Where-Object { $_.Exception.ResponseExcerpt } | Select-Object -First 3 | ForEach-Object { [System.Management.Automation.PSSerializer]::Serialize($_, 4) })
Save 'errors-json' ($records | ForEach-Object { $_.Exception } | Select-Object ErrorId, Message, StatusCode, VendorCode, RequestId, ResponseExcerpt, RecommendedAction, Attempts, Data | ConvertTo-Json -Depth 6 -WarningAction Ignore)

(Get-Module ApiAuth).LogPipelineExecutionDetails = $false
$objects = @($emitted | Where-Object { $_ -isnot [System.Management.Automation.ErrorRecord] } | Select-Object -First 400) + @(Get-ApiSession) + @(Get-ApiRequestLog (Get-ApiSession)) + @(Test-ApiSession se)
Save 'objects-default' ($objects | Out-String -Width 500)
Save 'objects-list' ($objects | Format-List * -Force | Out-String -Width 500)
Save 'objects-custom' ($objects | Format-Custom * -Depth 3 | Out-String -Width 500)
Save 'objects-table' ($objects | Format-Table * | Out-String -Width 2000)
Save 'objects-json' ($objects | ConvertTo-Json -Depth 4 -WarningAction Ignore)
Save 'objects-csv' ($objects | ConvertTo-Csv)
Save 'objects-clixml' ([System.Management.Automation.PSSerializer]::Serialize($objects, 3))
Save 'objects-tostring' ($objects | ForEach-Object { "$_" })
Save 'objects-members' ($objects | Get-Member -Force | Out-String -Width 500)

# Each stream alone, progress too, which no redirection takes.
$Folder2 = Join-Path $Folder second
$null = [System.IO.Directory]::CreateDirectory($Folder2)
Get-ApiSession | Disconnect-ApiSession
$shell = [powershell]::Create()
$null = $shell.AddScript({
        param($ModulePath, $Scenario, $Address, $Secret, $Folder)
        Import-Module $ModulePath
        $VerbosePreference = $DebugPreference = $InformationPreference = $WarningPreference = $ProgressPreference = 'Continue'
        & $Scenario -Address $Address -Secret $Secret -Folder $Folder
    }.ToString()).AddArgument($ModulePath).AddArgument($scenario).AddArgument($Address).AddArgument($secret).AddArgument($Folder2)
$output = $shell.Invoke()
Save 'stream-output' ($output | Out-String -Width 500)
foreach ($stream in 'Error', 'Warning', 'Verbose', 'Debug', 'Information', 'Progress') {
    Save "stream-$($stream.ToLowerInvariant())" ($shell.Streams.$stream | ForEach-Object { $_ | Format-List * -Force | Out-String -Width 500 })
}

$shell.Dispose()
Save 'completion' ('Test-ApiSession ', 'Get-ApiSession -Provider ', 'Export-ApiRequestLog x.har -Session ' | ForEach-Object {
        (TabExpansion2 $_ $_.Length).CompletionMatches | ForEach-Object { "$($_.CompletionText) $($_.ToolTip)" }
    })
Get-ApiSession | Disconnect-ApiSession
