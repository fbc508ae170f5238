using System.Management.Automation;
using ApiAuth.PowerShell.Errors;

namespace ApiAuth.PowerShell.Commands;

/// <summary>Logs in anew, without waiting for the token to run out.</summary>
[Cmdlet(VerbsData.Update, "ApiSession", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(ApiSession))]
public sealed class UpdateApiSessionCommand : SessionsCmdlet
{
    /// <summary>Even where the last login failed a moment ago or the credentials were refused.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Emits the session.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Process(ApiSession session)
    {
        if (!ShouldProcess(session.Name, Texts.RefreshSession))
        {
            return;
        }

        Await(Texts.LoggingIn(session.Server.Authority), token => session.RefreshAsync(Force, token));
        WriteWarnings(session);
        WriteVerbose(Texts.Connected(session));
        if (PassThru)
        {
            WriteObject(session);
        }
    }
}
