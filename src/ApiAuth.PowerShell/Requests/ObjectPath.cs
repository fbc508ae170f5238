using System.Collections;
using System.Globalization;
using System.Management.Automation;
using ApiAuth.PowerShell.Conversion;

namespace ApiAuth.PowerShell.Requests;

/// <summary>Finds members of parsed answers by their path, with dots between names.</summary>
internal static class ObjectPath
{
    /// <summary>Null where there is none.</summary>
    public static object? Find(object? root, string? path) => path is not null && TryFind(root, path, out object? value) ? value : null;

    /// <returns>False where there is none; the value of one that there is may be null.</returns>
    public static bool TryFind(object? root, string path, out object? value)
    {
        // A name may hold dots itself.
        if (TryGetMember(root, path, out value))
        {
            return true;
        }

        value = root;
        foreach (string name in path.Split('.'))
        {
            if (!TryGetMember(value, name, out value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The paths of what an object holds, and of what that holds.</summary>
    public static IEnumerable<string> Names(object? root) =>
        Members(root).SelectMany(static outer => Members(outer.Value).Select(inner => $"{outer.Name}.{inner.Name}").Prepend(outer.Name));

    /// <summary>The names and values of what an object holds.</summary>
    public static IEnumerable<(string Name, object? Value)> Members(object? root) => PSValues.Unwrap(root) switch
    {
        PSObject item => item.Properties.Select(static property => (property.Name, (object?)property.Value)),
        IDictionary table => table.Cast<DictionaryEntry>().Select(static entry => ((string)entry.Key, entry.Value)),
        _ => [],
    };

    public static string? Text(object? value) => value switch
    {
        null or false => null,
        string text => text,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    public static long? Number(object? value) => long.TryParse(Text(value), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;

    public static bool? Truth(object? value) => value switch
    {
        bool truth => truth,
        string text when bool.TryParse(text, out bool truth) => truth,
        _ => null,
    };

    private static bool TryGetMember(object? owner, string name, out object? value)
    {
        value = null;
        switch (PSValues.Unwrap(owner))
        {
            case PSObject item when item.Properties[name] is { } property:
                value = property.Value;
                return true;
            case IDictionary table when table.Contains(name):
                value = table[name];
                return true;
            default:
                return false;
        }
    }
}
