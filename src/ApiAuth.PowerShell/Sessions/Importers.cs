using System.Management.Automation.Runspaces;

namespace ApiAuth.PowerShell.Sessions;

/// <summary>The runspaces that have the module imported.</summary>
/// <remarks>A runspace may end without removing its modules: one that is closed or collected no longer counts.</remarks>
internal sealed class Importers
{
    private readonly List<WeakReference<Runspace>> _runspaces = [];
    private readonly Lock _gate = new();

    public void Add(Runspace runspace)
    {
        lock (_gate)
        {
            Forget(runspace);
            _runspaces.Add(new(runspace));
        }
    }

    /// <returns>Whether it was the last one.</returns>
    public bool Remove(Runspace runspace)
    {
        lock (_gate)
        {
            Forget(runspace);
            return _runspaces.Count == 0;
        }
    }

    private void Forget(Runspace runspace) => _runspaces.RemoveAll(
        reference => !reference.TryGetTarget(out var other)
            || ReferenceEquals(other, runspace)
            || other.RunspaceStateInfo.State is RunspaceState.Closed or RunspaceState.Closing or RunspaceState.Broken);
}
