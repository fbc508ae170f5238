@{
    RootModule           = 'module/ApiAuth.psm1'
    ModuleVersion        = '0.1.0'
    GUID                 = 'c4bc61d8-f619-4963-b1f9-c935e323aa22'
    Author               = 'ApiAuth contributors'
    CompanyName          = 'ApiAuth contributors'
    Copyright            = '(c) ApiAuth contributors. MIT licence.'
    Description          = 'Logs in to services that all authenticate differently (SoftExpert Suite, 4WS Suite, Solutions by Text, WoodWing Elvis), keeps each login as a session, and sends requests through it.'
    PowerShellVersion    = '7.6'
    CompatiblePSEditions = @('Core')
    FormatsToProcess     = @('module/ApiAuth.Format.ps1xml')
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
    CmdletsToExport      = @(
        'Clear-ApiTokenCache'
        'Connect-Elvis'
        'Connect-FourWayShop'
        'Connect-SoftExpert'
        'Disconnect-ApiSession'
        'Export-ApiRequestLog'
        'Export-ApiSession'
        'Get-ApiAccessToken'
        'Get-ApiRequestLog'
        'Get-ApiSession'
        'Get-SbtSecurityToken'
        'Import-ApiSession'
        'Invoke-AuthenticatedRequest'
        'Rename-ApiSession'
        'Select-ApiSession'
        'Test-ApiSession'
        'Update-ApiSession'
    )
    PrivateData          = @{
        PSData = @{
            Tags       = @('API', 'REST', 'SOAP', 'Authentication', 'Session', 'SoftExpert', 'FourWayShop', 'SolutionsByText', 'WoodWing', 'Elvis', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri = 'https://opensource.org/license/mit'
            # A placeholder: nothing is published there. To be set to the project's own address before a package is given away.
            ProjectUri = 'https://github.com/apiauth/ApiAuth'
        }
    }
}
