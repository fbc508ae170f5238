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
    // Windows takes a path in any case for the same.
    private static readonly ConcurrentDictionary<string, Lazy<Assembly>> Modules =
        new(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    private readonly string _folder;

    private ModuleLoadContext(string folder)
        : base("ApiAuth") => _folder = folder;

    /// <summary>The module's assembly: loaded at the first call that succeeds, the same at each further one.</summary>
    /// <param name="path">The full path of its file.</param>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="BadImageFormatException">It is not an assembly.</exception>
    public static Assembly Load(string path)
    {
        var module = Modules.GetOrAdd(path, static file => new(() => new ModuleLoadContext(Path.GetDirectoryName(file)!).LoadFromAssemblyPath(file)));
        try
        {
            return module.Value;
        }
        catch
        {
            // It keeps its failure; the next call is to try the file again, which may be whole by then.
            Modules.TryRemove(new(path, module));
            throw;
        }
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string file = Path.Combine(_folder, assemblyName.Name + ".dll");
        return File.Exists(file) ? LoadFromAssemblyPath(file) : null;
    }
}
