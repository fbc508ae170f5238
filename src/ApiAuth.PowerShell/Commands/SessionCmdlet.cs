using System.Management.Automation;
using ApiAuth.PowerShell.Completion;
using ApiAuth.PowerShell.Sessions;

namespace ApiAuth.PowerShell.Commands;

/// <summary>A cmdlet that acts on one session: the one given, or the runspace's default.</summary>
public abstract class SessionCmdlet : ApiCmdlet
{
    /// <summary>A session or the name of one; the default session where it is left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    [ValidateNotNull]
    public virtual SessionReference? Session { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Guard(Session?.Target, () => Process(SessionReference.Resolve(Session, Registry)));

    private protected abstract void Process(ApiSession session);
}
