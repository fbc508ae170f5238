using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Security;
using ApiAuth.Errors;
using ApiAuth.PowerShell.Conversion;

namespace ApiAuth.PowerShell.Requests;

/// <summary>Dictionaries as the lists of names and texts that a query, a form or the headers are.</summary>
internal static class NamedTexts
{
    /// <summary>A value that is a list gives its name several times.</summary>
    /// <exception cref="ArgumentException">A name is empty, or no text stands for a value.</exception>
    public static List<KeyValuePair<string, string>> From(IDictionary? members, string parameter)
    {
        var parts = new List<KeyValuePair<string, string>>(members?.Count ?? 0);
        if (members is null)
        {
            return parts;
        }

        foreach (DictionaryEntry member in members)
        {
            string name = Name(member.Key, parameter);
            foreach (object? value in PSValues.Each(member.Value))
            {
                parts.Add(new(name, Text(value, parameter, name)));
            }
        }

        return parts;
    }

    /// <exception cref="ArgumentException">It is empty, or no text stands for it.</exception>
    public static string Name(object key, string parameter) => Text(key, parameter, "a name in it") is { Length: > 0 } name
        ? name
        : throw InvalidInput.For(parameter, "A name in it is empty.");

    /// <param name="value">Null is the empty text.</param>
    /// <param name="parameter">What it was given to.</param>
    /// <param name="name">Of the member that it is the value of.</param>
    /// <exception cref="ArgumentException">No text stands for it.</exception>
    public static string Text(object? value, string parameter, string name) => PSValues.Unwrap(value) switch
    {
        null => "",
        string text => text,
        bool truth => truth ? "true" : "false",
        SwitchParameter truth => truth ? "true" : "false",
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        Uri address => address.OriginalString,
        IDictionary or PSObject => throw InvalidInput.For(
            parameter, $"'{name}' is an object instead of a text; give it as the service wants it, such as the text that ConvertTo-Json -Compress makes of it."),
        byte[] => throw InvalidInput.For(
            parameter, $"'{name}' holds bytes instead of a text; give them as the service wants them, such as the text that [Convert]::ToBase64String makes of them."),
        SecureString or PSCredential => throw PSValues.Refused(value, parameter, name),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        // Where a type has no text of its own, its name is what there is.
        var other => other.ToString() is { } text && text != other.GetType().ToString()
            ? text
            : throw InvalidInput.For(parameter, $"'{name}' is a {other.GetType()}, which is no text."),
    };
}
