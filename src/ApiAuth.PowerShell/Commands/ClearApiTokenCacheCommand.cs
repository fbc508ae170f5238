using System.Management.Automation;
using ApiAuth.PowerShell.Errors;
using ApiAuth.Storage;

namespace ApiAuth.PowerShell.Commands;

/// <summary>Removes the tokens that this user's processes share. Sessions that are connected keep theirs.</summary>
[Cmdlet(VerbsCommon.Clear, "ApiTokenCache", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
public sealed class ClearApiTokenCacheCommand : ApiCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        string folder = FileTokenStore.UserFolder;
        if (ShouldProcess(folder, Texts.ClearTokenCache))
        {
            Guard(folder, () => FileTokenStore.Clear(folder));
        }
    }
}
