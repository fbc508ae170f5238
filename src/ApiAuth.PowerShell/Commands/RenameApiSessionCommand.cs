using System.Management.Automation;
using ApiAuth.PowerShell.Errors;

namespace ApiAuth.PowerShell.Commands;

/// <summary>Gives a session another name.</summary>
[Cmdlet(VerbsCommon.Rename, "ApiSession", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(ApiSession))]
public sealed class RenameApiSessionCommand : SessionCmdlet
{
    /// <summary>One that no other session has.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? NewName { get; set; }

    /// <summary>Emits the session.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Process(ApiSession session)
    {
        if (!ShouldProcess(session.Name, Texts.RenameSession(NewName!)))
        {
            return;
        }

        Registry.Rename(session, NewName!);
        if (PassThru)
        {
            WriteObject(session);
        }
    }
}
