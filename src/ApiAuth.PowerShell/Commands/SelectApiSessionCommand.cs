using System.Management.Automation;
using ApiAuth.PowerShell.Completion;
using ApiAuth.PowerShell.Sessions;

namespace ApiAuth.PowerShell.Commands;

/// <summary>Makes a session the one that serves in this runspace where none is named.</summary>
[Cmdlet(VerbsCommon.Select, "ApiSession")]
[OutputType(typeof(ApiSession))]
public sealed class SelectApiSessionCommand : SessionCmdlet
{
    /// <summary>A session or the name of one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    [ValidateNotNull]
    public override SessionReference? Session { get; set; }

    /// <summary>Emits the session.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Process(ApiSession session)
    {
        Registry.Select(session);
        if (PassThru)
        {
            WriteObject(session);
        }
    }
}
