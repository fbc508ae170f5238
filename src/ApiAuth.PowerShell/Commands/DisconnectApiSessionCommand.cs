using System.Management.Automation;
using ApiAuth.PowerShell.Errors;

namespace ApiAuth.PowerShell.Commands;

/// <summary>Logs out where the service can, forgets the secrets, and removes the session.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "ApiSession", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
public sealed class DisconnectApiSessionCommand : SessionsCmdlet
{
    private protected override void Process(ApiSession session)
    {
        if (ShouldProcess(session.Name, Texts.DisconnectSession))
        {
            Registry.Remove(session);
            LogOut(session);
        }
    }
}
