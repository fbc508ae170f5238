using System.Collections;
using System.Management.Automation;
using System.Runtime.InteropServices;
using ApiAuth.PowerShell.Conversion;

namespace ApiAuth.PowerShell.Requests;

/// <summary>A number that is the same for equal objects and hardly ever for others (FNV-1a over what they hold).</summary>
internal static class Fingerprint
{
    private const ulong Start = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static ulong Of(IReadOnlyList<object?> items)
    {
        ulong hash = Start;
        foreach (object? item in items)
        {
            hash = Add(hash, item);
        }

        return hash;
    }

    private static ulong Add(ulong hash, object? value)
    {
        switch (PSValues.Unwrap(value))
        {
            case null:
                return Mix(hash, 1);
            case string text:
                return Add(hash, text);
            case PSObject item:
                foreach (var property in item.Properties)
                {
                    hash = Add(Add(hash, property.Name), property.Value);
                }

                return Mix(hash, 2);
            case IDictionary table:
                foreach (DictionaryEntry entry in table)
                {
                    hash = Add(Add(hash, entry.Key), entry.Value);
                }

                return Mix(hash, 3);
            case object?[] array:
                foreach (object? element in array)
                {
                    hash = Add(hash, element);
                }

                return Mix(hash, 4);
            case var other:
                return Mix(hash, (ulong)other.GetHashCode());
        }
    }

    private static ulong Add(ulong hash, string text)
    {
        foreach (ushort unit in MemoryMarshal.Cast<char, ushort>(text.AsSpan()))
        {
            hash = Mix(hash, unit);
        }

        return Mix(hash, ulong.MaxValue);
    }

    private static ulong Mix(ulong hash, ulong value) => (hash ^ value) * Prime;
}
