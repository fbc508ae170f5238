#requires -Version 7.6
<#
.SYNOPSIS
    Makes what Get-Help reads, below module/en-US, of the markdown below docs/en-US.
.DESCRIPTION
    The cmdlets' help is made by Microsoft.PowerShell.PlatyPS; the about topics become plain text.
#>
[CmdletBinding()]
param([string] $Destination = "$PSScriptRoot/../module/en-US")

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3.0
Import-Module Microsoft.PowerShell.PlatyPS
$source = "$PSScriptRoot/../docs/en-US"
$width = 78

function Split-Paragraph([string] $Text, [string] $Indent) {
    $line = $Indent
    foreach ($word in $Text -split '\s+' | Where-Object { $_ }) {
        if ($line.Length + $word.Length + 1 -gt $width -and $line.Trim()) {
            $line.TrimEnd()
            $line = $Indent
        }

        $line += "$word "
    }

    $line.TrimEnd()
}

function Remove-Markup([string] $Text) {
    $Text -replace '\[([^\]]+)\]\([^)]+\)', '$1' -replace '`([^`]+)`', '$1' -replace '\*\*([^*]+)\*\*', '$1'
}

# Headings, paragraphs, lists, code and tables; that is all that the topics use.
function ConvertTo-Topic([string[]] $Lines) {
    $paragraph = ''
    $isCode = $false
    $columns = $null
    $flush = { if ($paragraph) { Split-Paragraph (Remove-Markup $paragraph) '    '; '' } }
    foreach ($line in $Lines + '') {
        if ($line -match '^```') {
            . $flush; $paragraph = ''
            if ($isCode) { '' }
            $isCode = -not $isCode
        }
        elseif ($isCode) { "        $line".TrimEnd() }
        elseif ($line -match '^# (?<text>.+)') { 'TOPIC'; "    $($Matches.text)"; '' }
        elseif ($line -match '^##+ (?<text>.+)') { . $flush; $paragraph = ''; $Matches.text.ToUpperInvariant() }
        elseif ($line -match '^\|') {
            . $flush; $paragraph = ''
            $cells = @($line.Trim('|', ' ') -split '\s*\|\s*' | ForEach-Object { (Remove-Markup $_).Trim() })
            if ($null -eq $columns) { $columns = $cells }
            elseif ($line -notmatch '^\|[\s:|-]+$') {
                "    $($cells[0])"
                # Of two columns the second needs no name.
                for ($i = 1; $i -lt $cells.Count; $i++) { Split-Paragraph ($cells.Count -gt 2 ? "$($columns[$i]): $($cells[$i])" : $cells[$i]) '        ' }
                ''
            }
        }
        elseif ($line -match '^- (?<text>.+)') { . $flush; $paragraph = "- $($Matches.text)" }
        elseif (-not $line.Trim()) { . $flush; $paragraph = ''; $columns = $null }
        else { $paragraph = "$paragraph $line" }
    }
}

# Export-MamlCommandHelp leaves the default values out.
function Add-DefaultValue([string] $Maml, [object[]] $Help) {
    $document = [System.Xml.XmlDocument]::new()
    $document.PreserveWhitespace = $true
    $document.LoadXml($Maml)
    foreach ($page in $Help) {
        $command = $document.SelectSingleNode("//*[local-name()='command'][*[local-name()='details']/*[local-name()='name'][normalize-space()='$($page.Title)']]")
        foreach ($parameter in $page.Parameters | Where-Object DefaultValue) {
            $type = $command.SelectSingleNode("*[local-name()='parameters']/*[*[local-name()='name']='$($parameter.Name)']/*[local-name()='type']")
            $value = $document.CreateElement($type.Prefix, 'defaultValue', $type.NamespaceURI)
            $value.InnerText = $parameter.DefaultValue
            $null = $type.ParentNode.InsertAfter($value, $type)
            $null = $type.ParentNode.InsertAfter($type.PreviousSibling.CloneNode($true), $type)
        }
    }

    $document.OuterXml
}

$null = New-Item $Destination -ItemType Directory -Force
$work = Join-Path ([System.IO.Path]::GetTempPath()) "apiauth-help-$PID"
try {
    $files = Get-ChildItem $source -Filter '*-*.md'
    $help = $files | Import-MarkdownCommandHelp
    $null = $help | Export-MamlCommandHelp -OutputFolder $work -Force
    foreach ($file in Get-ChildItem $work -Recurse -Filter '*-Help.xml') {
        # Links between pages are for readers of the markdown; Get-Help -Online would take one for an address.
        $text = [System.IO.File]::ReadAllText($file.FullName) -replace '<maml:uri>[\w-]+\.md</maml:uri>', '<maml:uri></maml:uri>'
        [System.IO.File]::WriteAllText((Join-Path $Destination $file.Name), (Add-DefaultValue $text $help))
    }

    foreach ($file in Get-ChildItem $source -Filter 'about_*.md') {
        $text = (ConvertTo-Topic (Get-Content $file)) -join "`n" -replace '\n{3,}', "`n`n"
        [System.IO.File]::WriteAllText((Join-Path $Destination "$($file.BaseName).help.txt"), $text.Trim() + "`n")
    }
}
finally {
    if (Test-Path $work) {
        Remove-Item $work -Recurse -Force
    }
}
