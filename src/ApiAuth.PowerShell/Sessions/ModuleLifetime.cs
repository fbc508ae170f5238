using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace ApiAuth.PowerShell.Sessions;

/// <summary>Ends all sessions when the last runspace removes the module.</summary>
public sealed class ModuleLifetime : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private static readonly Importers Importers = new();

    /// <inheritdoc/>
    public void OnImport() => Importers.Add(Runspace.DefaultRunspace);

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        if (Importers.Remove(Runspace.DefaultRunspace))
        {
            ModuleState.Release();
        }
    }
}
