using System.Collections;
using System.Globalization;
using System.Management.Automation;
using ApiAuth.Errors;

namespace ApiAuth.PowerShell.Requests;

/// <summary>Dictionaries as the lists of names and texts that a query, a form or the headers are.</summary>
internal static class TextParts
{
    /// <summary>A value that is a list gives its name several times.</summary>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    public static List<KeyValuePair<string, string>> From(IDictionary? members, string parameter)
    {
        var parts = new List<KeyValuePair<string, string>>(members?.Count ?? 0);
        if (members is null)
        {
            return parts;
        }

        foreach (DictionaryEntry member in members)
        {
            string name = Text(member.Key);
            if (name.Length == 0)
            {
                throw InvalidInput.For(parameter, "A name in it is empty.");
            }

            foreach (object? value in Values(member.Value))
            {
                parts.Add(new(name, Text(value)));
            }
        }

        return parts;
    }

    public static IEnumerable<object?> Values(object? value) => Unwrap(value) switch
    {
        string or byte[] or IDictionary or null => [value],
        IEnumerable list => list.Cast<object?>(),
        _ => [value],
    };

    public static string Text(object? value) => Unwrap(value) switch
    {
        null => "",
        string text => text,
        bool truth => truth ? "true" : "false",
        SwitchParameter truth => truth ? "true" : "false",
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString() ?? "",
    };

    public static object? Unwrap(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
}
