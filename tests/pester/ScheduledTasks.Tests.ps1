# The recipes of about_ApiAuth_ScheduledTasks, as they stand there, in an environment as bare as theirs.

BeforeDiscovery {
    $canBeBare = $IsLinux -and (Get-Command env, setsid -ErrorAction Ignore).Count -eq 2
}

BeforeAll {
    Import-Module "$PSScriptRoot/Support/ApiAuth.TestSupport.psm1" -Force
    $emulator = Start-Emulator
    $topic = Get-Content (Join-Path (Get-TestRoot) 'module/en-US/about_ApiAuth_ScheduledTasks.help.txt') -Raw
    $folder = Join-Path $TestDrive jobs
    $null = New-Item $folder -ItemType Directory

    # What the topic names as an example is replaced by what there is here.
    function ConvertTo-Here([string]$Text) {
        $Text.Replace('/opt/jobs', $folder).Replace('https://dam.example.com', $emulator.Address).
            Replace('/usr/bin/pwsh', [System.Environment]::ProcessPath).Replace('Import-Module ApiAuth', "Import-Module '$(Get-TestedModulePath)'")
    }

    $certificate = New-TestCertificate job
    [System.IO.File]::WriteAllBytes("$folder/job.pfx", $certificate.Export('Pfx'))
    'guest' | Protect-CmsMessage -To $certificate | Set-Content "$folder/dam.cms"

    if ($topic -notmatch '(?ms)^    /opt/jobs/night\.ps1:\s*?\n(?<script>.+?)^    \S') {
        throw 'The topic has no script.'
    }

    ConvertTo-Here $Matches.script | Set-Content "$folder/night.ps1"

    # The first thing of this kind in the topic.
    function Find-InTopic([string]$Pattern) {
        if ($topic -notmatch "(?m)^        $Pattern(?<found>.+)$") {
            throw "The topic has no line '$Pattern'."
        }

        ConvertTo-Here $Matches.found
    }

    # No HOME, no terminal, no keyring, nothing on standard input.
    function Invoke-Bare([string]$Command) {
        $output = & setsid env -i PATH=/usr/bin:/bin DOTNET_ROOT=$env:DOTNET_ROOT /bin/sh -c "$Command </dev/null" 2>&1
        [pscustomobject]@{ Output = $output -join "`n"; ExitCode = $LASTEXITCODE }
    }
}

AfterAll {
    Stop-Emulator $emulator
}

Describe 'about_ApiAuth_ScheduledTasks' -Skip:(-not $canBeBare) {
    BeforeEach {
        Reset-Emulator $emulator
        Remove-Item "$folder/data" -Recurse -Force -ErrorAction Ignore
    }

    It 'has a line for cron that works without an environment, and whose second run takes the token of the first' {
        $command = Find-InTopic '15 2 \* \* \* '
        foreach ($run in 1, 2) {
            $result = Invoke-Bare $command
            $result.Output | Should -Match '^\d+ assets$'
            $result.ExitCode | Should -Be 0
        }

        (Get-EmulatorLog $emulator '/services/apilogin').Count | Should -Be 1
    }

    It 'has a unit for systemd whose command works without an environment' {
        $result = Invoke-Bare "$(Find-InTopic 'Environment=') $(Find-InTopic 'ExecStart=')"
        $result.Output | Should -Match '^\d+ assets$'
        $result.ExitCode | Should -Be 0
    }

    It 'fails with an exit code and no prompt where the password is wrong' {
        Invoke-Emulator $emulator users/block -Method Post -Body @{ service = 'elvis'; userName = 'guest' }
        $result = Invoke-Bare (Find-InTopic '15 2 \* \* \* ')
        $result.ExitCode | Should -Be 1
        $result.Output | Should -Match 'refused the login'
    }

    It 'refuses the protection of the system where there is none, saying what to do' -Tag Scenario22 {
        @"
Import-Module '$(Get-TestedModulePath)'
try {
    Connect-Elvis $($emulator.Address) -Credential ([pscredential]::new('guest', (ConvertTo-SecureString guest -AsPlainText -Force))) -TokenCache User -ErrorAction Stop
}
catch {
    "`$(`$_.FullyQualifiedErrorId)|`$(`$_.ErrorDetails.RecommendedAction)"
}
"@ | Set-Content "$folder/system.ps1"
        $result = Invoke-Bare "XDG_DATA_HOME=$folder/data $([System.Environment]::ProcessPath) -NoProfile -NonInteractive -File $folder/system.ps1"
        $result.Output | Should -Match '^TokenCacheUnavailable.+-TokenCacheProtection Certificate.+-TokenCacheProtection None'
    }
}
