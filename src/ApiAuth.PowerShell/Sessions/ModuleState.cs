using ApiAuth.Sessions;

namespace ApiAuth.PowerShell.Sessions;

/// <summary>What all runspaces of the process share.</summary>
internal static class ModuleState
{
    private static readonly Lazy<SessionRegistry> LazyRegistry = new(static () => new SessionRegistry(new RunspaceDefaultSession()));

    public static SessionRegistry Registry => LazyRegistry.Value;

    /// <summary>Ends all sessions.</summary>
    public static void Release()
    {
        if (LazyRegistry.IsValueCreated)
        {
            Registry.Clear();
        }
    }
}
