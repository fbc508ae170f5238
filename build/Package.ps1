#requires -Version 7.6
<#
.SYNOPSIS
    Writes the module folder and its package below artifacts/.
.DESCRIPTION
    artifacts/ApiAuth/<version>/ is what Import-Module takes; artifacts/ApiAuth.<version>.nupkg is what a gallery takes.
    The Pester suites run against the folder alone with the environment variable APIAUTH_MODULE set to the path of its manifest.
#>
[CmdletBinding()]
param([string] $Destination = "$PSScriptRoot/../artifacts")

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3.0
Add-Type -AssemblyName System.IO.Compression
$root = [System.IO.Path]::GetFullPath("$PSScriptRoot/..")
$Destination = [System.IO.Path]::GetFullPath($Destination)
$manifest = Import-PowerShellDataFile "$root/ApiAuth.psd1"
$version = $manifest.ModuleVersion
$folder = Join-Path $Destination ApiAuth $version

function Copy-Module {
    if (Test-Path $folder) {
        Remove-Item $folder -Recurse -Force
    }

    $null = New-Item $folder -ItemType Directory -Force
    Copy-Item "$root/ApiAuth.psd1", "$root/LICENSE" $folder
    foreach ($page in 'README.md', 'CHANGELOG.md') {
        if (Test-Path "$root/$page") {
            Copy-Item "$root/$page" $folder
        }
    }

    Copy-Item "$root/module" $folder -Recurse
    # Topics are found here before the module is imported, and beside the cmdlets' assembly after.
    Copy-Item "$root/module/en-US" $folder -Recurse
    $null = New-Item "$folder/module/bin/deps/en-US" -ItemType Directory -Force
    Copy-Item "$root/module/en-US/*" "$folder/module/bin/deps/en-US" -Force
    Get-ChildItem $folder -Recurse -Include *.pdb, *.deps.json | Remove-Item
}

function Get-Nuspec {
    $data = $manifest.PrivateData.PSData
    $exports = @($manifest.CmdletsToExport | ForEach-Object { "PSCmdlet_$_"; "PSCommand_$_" }) + 'PSModule', 'PSIncludes_Cmdlet'
    $escape = { param($Text) [System.Security.SecurityElement]::Escape($Text) }
    @"
<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://schemas.microsoft.com/packaging/2011/08/nuspec.xsd">
  <metadata>
    <id>ApiAuth</id>
    <version>$version</version>
    <authors>$(& $escape $manifest.Author)</authors>
    <owners>$(& $escape $manifest.CompanyName)</owners>
    <requireLicenseAcceptance>false</requireLicenseAcceptance>
    <licenseUrl>$(& $escape $data.LicenseUri)</licenseUrl>
    <projectUrl>$(& $escape $data.ProjectUri)</projectUrl>
    <description>$(& $escape $manifest.Description)</description>
    <copyright>$(& $escape $manifest.Copyright)</copyright>
    <tags>$(& $escape (@($data.Tags) + $exports -join ' '))</tags>
  </metadata>
</package>
"@
}

$contentTypes = @'
<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
{0}
</Types>
'@

$relationships = @'
<?xml version="1.0" encoding="utf-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
  <Relationship Type="http://schemas.microsoft.com/packaging/2010/07/manifest" Target="/ApiAuth.nuspec" Id="nuspec" />
</Relationships>
'@

# All entries bear one time, so that the same files make the same package.
function New-Package {
    $package = Join-Path $Destination "ApiAuth.$version.nupkg"
    $files = Get-ChildItem $folder -Recurse -File | Sort-Object FullName
    $endings = @($files | Where-Object Extension | ForEach-Object { $_.Extension.TrimStart('.').ToLowerInvariant() }) + 'nuspec', 'rels' | Sort-Object -Unique
    $types = foreach ($ending in $endings) {
        $type = $ending -eq 'rels' ? 'application/vnd.openxmlformats-package.relationships+xml' : 'application/octet'
        "  <Default Extension=`"$ending`" ContentType=`"$type`" />"
    }

    $types += foreach ($file in $files | Where-Object { -not $_.Extension }) {
        "  <Override PartName=`"/$([System.IO.Path]::GetRelativePath($folder, $file.FullName).Replace('\', '/'))`" ContentType=`"application/octet`" />"
    }

    $stream = [System.IO.File]::Create($package)
    $zip = [System.IO.Compression.ZipArchive]::new($stream, [System.IO.Compression.ZipArchiveMode]::Create)
    $add = {
        param([string] $Name, [byte[]] $Bytes)
        $entry = $zip.CreateEntry($Name, [System.IO.Compression.CompressionLevel]::SmallestSize)
        $entry.LastWriteTime = [datetimeoffset]::new(2000, 1, 1, 0, 0, 0, [timespan]::Zero)
        $target = $entry.Open()
        $target.Write($Bytes, 0, $Bytes.Length)
        $target.Dispose()
    }

    try {
        $utf8 = [System.Text.UTF8Encoding]::new($false)
        & $add '[Content_Types].xml' $utf8.GetBytes($contentTypes -f ($types -join "`n"))
        & $add '_rels/.rels' $utf8.GetBytes($relationships)
        & $add 'ApiAuth.nuspec' $utf8.GetBytes((Get-Nuspec))
        foreach ($file in $files) {
            & $add ([System.IO.Path]::GetRelativePath($folder, $file.FullName).Replace('\', '/')) ([System.IO.File]::ReadAllBytes($file.FullName))
        }
    }
    finally {
        $zip.Dispose()
        $stream.Dispose()
    }

    $package
}

Copy-Module
$null = Test-ModuleManifest "$folder/ApiAuth.psd1"
$package = New-Package
"Module:  $folder ($([math]::Round((Get-ChildItem $folder -Recurse -File | Measure-Object Length -Sum).Sum / 1KB)) KiB)"
"Package: $package ($([math]::Round((Get-Item $package).Length / 1KB)) KiB)"
