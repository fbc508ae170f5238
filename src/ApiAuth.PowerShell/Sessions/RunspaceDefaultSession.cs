using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using ApiAuth.Sessions;

namespace ApiAuth.PowerShell.Sessions;

/// <summary>A default session for each runspace, forgotten with it.</summary>
internal sealed class RunspaceDefaultSession : IDefaultSession
{
    private readonly ConditionalWeakTable<Runspace, ApiSession> _sessions = [];

    /// <summary>Of the runspace that this thread runs; a thread that runs none has none.</summary>
    public ApiSession? Current
    {
        get => Runspace.DefaultRunspace is { } runspace && _sessions.TryGetValue(runspace, out var session) ? session : null;
        set
        {
            if (Runspace.DefaultRunspace is not { } runspace)
            {
                return;
            }

            if (value is null)
            {
                _sessions.Remove(runspace);
            }
            else
            {
                _sessions.AddOrUpdate(runspace, value);
            }
        }
    }
}
