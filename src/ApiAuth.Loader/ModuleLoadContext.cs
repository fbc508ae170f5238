using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;

namespace ApiAuth.Loader;

/// <summary>
/// Keeps the module's assemblies apart from those of the host and of other modules: what lies beside the module's own assembly
/// is loaded from there, whatever version is loaded elsewhere; all else is the host's.
/// </summary>
/// <remarks>One for each path and process, so that all runspaces share the module's state.</remarks>
public sealed class ModuleLoadContext : AssemblyLoadContext
{
    private static readonly ConcurrentDictionary<string, Lazy<Assembly>> Modules = new(StringComparer.Ordinal);

    private readonly string _folder;

    private ModuleLoadContext(string folder)
        : base("ApiAuth") => _folder = folder;

    /// <summary>The module's assembly: loaded at the first call, the same at each further one.</summary>
    /// <param name="path">The full path of its file.</param>
    public static Assembly Load(string path) =>
        Modules.GetOrAdd(path, static file => new(() => new ModuleLoadContext(Path.GetDirectoryName(file)!).LoadFromAssemblyPath(file))).Value;

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string file = Path.Combine(_folder, assemblyName.Name + ".dll");
        return File.Exists(file) ? LoadFromAssemblyPath(file) : null;
    }
}
