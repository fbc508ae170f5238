using System.Management.Automation;
using ApiAuth.PowerShell.Completion;
using ApiAuth.PowerShell.Sessions;

namespace ApiAuth.PowerShell.Commands;

/// <summary>A cmdlet that acts on each of several sessions: those given, or the runspace's default.</summary>
public abstract class SessionsCmdlet : ApiCmdlet
{
    private static readonly SessionReference?[] DefaultSession = [null];

    /// <summary>Sessions or the names of such; the default session where it is left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    [ValidateNotNullOrEmpty]
    public virtual SessionReference[]? Session { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var reference in Session ?? DefaultSession)
        {
            Guard(reference?.Target, () => Process(SessionReference.Resolve(reference, Registry)));
        }
    }

    private protected abstract void Process(ApiSession session);
}
