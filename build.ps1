#!/usr/bin/env pwsh
#requires -Version 7.6
<#
.SYNOPSIS
    Builds, tests, shows, measures and packs ApiAuth.
.DESCRIPTION
    Build      makes the module importable: Import-Module ./ApiAuth.psd1
    Test       runs all tests, as 'dotnet test' does
    Demo       starts the emulator, uses the module against all four services, and stops it again; no account is needed
    Benchmark  races the module against Invoke-RestMethod
    Soak       sends a million requests in an hour of fake time, the token being replaced every 30 seconds
    Package    writes the module folder and its package below artifacts/
    Clean      removes all that the other tasks made
.EXAMPLE
    ./build.ps1 Demo
.EXAMPLE
    ./build.ps1 Build, Test
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Demo', 'Benchmark', 'Soak', 'Package', 'Clean')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
$script:pwsh = [Environment]::ProcessPath

function Invoke-Build {
    # The module and the emulator; the tests build themselves.
    dotnet build "$PSScriptRoot/src/ApiAuth.PowerShell" --configuration $Configuration --nologo --verbosity quiet
    dotnet build "$PSScriptRoot/src/ApiAuth.Emulator" --configuration $Configuration --nologo --verbosity quiet
}

function Invoke-Test {
    dotnet test "$PSScriptRoot/ApiAuth.sln" --nologo
}

function Invoke-Demo {
    Invoke-Build
    # In a process of its own, which holds no file of the module when it has ended.
    & $pwsh -NoProfile -NonInteractive -File "$PSScriptRoot/build/Demo.ps1"
}

function Invoke-Benchmark {
    Invoke-Build
    & $pwsh -NoProfile -NonInteractive -File "$PSScriptRoot/tests/ApiAuth.Benchmarks/Race.ps1"
}

function Invoke-Soak {
    dotnet run --project "$PSScriptRoot/tests/ApiAuth.Soak" --configuration Release -- soak
}

function Invoke-Package {
    Invoke-Build
    & $pwsh -NoProfile -NonInteractive -File "$PSScriptRoot/build/Package.ps1"
}

function Invoke-Clean {
    Get-ChildItem $PSScriptRoot/src, $PSScriptRoot/tests -Directory -Recurse -Include bin, obj, TestResults |
        Remove-Item -Recurse -Force
    foreach ($folder in "$PSScriptRoot/module/bin", "$PSScriptRoot/artifacts") {
        if (Test-Path $folder) {
            Remove-Item $folder -Recurse -Force
        }
    }
}

foreach ($name in $Task) {
    & "Invoke-$name"
}
