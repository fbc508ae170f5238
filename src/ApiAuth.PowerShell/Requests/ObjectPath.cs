using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace ApiAuth.PowerShell.Requests;

/// <summary>Finds members of parsed answers by their path, with dots between names.</summary>
internal static class ObjectPath
{
    /// <summary>Null where there is none.</summary>
    public static object? Find(object? root, string? path)
    {
        if (path is null)
        {
            return null;
        }

        // A name may hold dots itself.
        if (Member(root, path) is { } whole)
        {
            return whole;
        }

        object? value = root;
        foreach (string name in path.Split('.'))
        {
            value = Member(value, name);
        }

        return value;
    }

    /// <summary>The names and values of what an object holds.</summary>
    public static IEnumerable<object?> Values(object? root) => root switch
    {
        PSObject item => item.Properties.Select(static property => property.Value),
        IDictionary table => table.Values.Cast<object?>(),
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

    private static object? Member(object? value, string name) => value switch
    {
        PSObject item => item.Properties[name]?.Value,
        IDictionary table => table[name],
        _ => null,
    };
}
