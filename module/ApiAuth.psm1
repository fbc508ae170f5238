# Only the loader enters PowerShell's own load context; it opens another for the module and all that it depends on,
# so that no version of theirs meets one of the host's or of another module's.

$loader = [System.IO.Path]::Combine($PSScriptRoot, 'bin', 'ApiAuth.Loader.dll')
if (-not [System.IO.File]::Exists($loader)) {
    throw "'$loader' is missing: the module has not been built. Run build.ps1 first."
}

if (-not ('ApiAuth.Loader.ModuleLoadContext' -as [type])) {
    # Not Add-Type, which would load a module of its own first.
    [void][System.Reflection.Assembly]::LoadFrom($loader)
}

$assembly = [ApiAuth.Loader.ModuleLoadContext]::Load([System.IO.Path]::Combine($PSScriptRoot, 'bin', 'deps', 'ApiAuth.PowerShell.dll'))
$binary = Import-Module -Assembly $assembly -PassThru

# An assembly that PowerShell has imported before gives its cmdlets to the module of that time and not to this one (PowerShell#20710).
$export = [psmoduleinfo].GetMethod('AddExportedCmdlet', [System.Reflection.BindingFlags]'Instance, NonPublic')
foreach ($cmdlet in $binary.ExportedCmdlets.Values) {
    $export.Invoke($ExecutionContext.SessionState.Module, @(, $cmdlet))
}
