using System.Collections;
using System.Globalization;
using ApiAuth.Errors;
using ApiAuth.Http.Paging;
using ApiAuth.PowerShell.Conversion;

namespace ApiAuth.PowerShell.Requests;

/// <summary>Reads <c>-PageBy</c>: one of Offset, Page and Cursor names the request's parameter; the other keys name members of the answer.</summary>
internal static class PageBy
{
    private const string Parameter = "PageBy";

    private static readonly Dictionary<string, PageKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Offset"] = PageKind.Offset,
        ["Page"] = PageKind.Number,
        ["Cursor"] = PageKind.Cursor,
    };

    /// <exception cref="ArgumentException">A key is not known, or one is missing.</exception>
    public static PageScheme Read(IDictionary keys)
    {
        PageScheme? scheme = null;
        foreach (DictionaryEntry entry in keys)
        {
            string key = NamedTexts.Name(entry.Key, Parameter);
            if (Kinds.TryGetValue(key, out var kind))
            {
                scheme = scheme is null
                    ? new PageScheme(kind) { Parameter = Value(key, entry.Value), IsExplicit = true }
                    : throw InvalidInput.For(Parameter, "Only one of Offset, Page and Cursor can be given.");
            }
        }

        // A next that is an address needs no parameter of the request.
        scheme ??= new PageScheme(PageKind.Cursor) { IsExplicit = true };
        foreach (DictionaryEntry entry in keys)
        {
            string key = NamedTexts.Name(entry.Key, Parameter);
            if (!Kinds.ContainsKey(key))
            {
                scheme = With(scheme, key, Value(key, entry.Value));
            }
        }

        return scheme.Kind == PageKind.Cursor && scheme.Next is null
            ? throw InvalidInput.For(Parameter, "It names none of Offset, Page and Next, so there is no way to the next page.")
            : scheme;
    }

    private static PageScheme With(PageScheme scheme, string key, string value) => key.ToUpperInvariant() switch
    {
        "SIZE" => scheme with { Size = Number(key, value, least: 1) },
        "LIMIT" => scheme with { SizeParameter = value },
        "FIRST" => scheme with { FirstNumber = Number(key, value, least: 0) },
        "ITEMS" => scheme with { Items = value },
        "NEXT" => scheme with { Next = value },
        "TOTAL" => scheme with { Total = value },
        "MORE" => scheme with { More = value },
        _ => throw InvalidInput.For(Parameter, $"'{key}' is none of Offset, Page, Cursor, Limit, Size, First, Items, Next, Total and More."),
    };

    private static string Value(string key, object? value) => NamedTexts.Text(value, Parameter, key) is { Length: > 0 } text
        ? text
        : throw InvalidInput.For(Parameter, $"{key} is empty.");

    private static int Number(string key, string value, int least) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least
            ? number
            : throw InvalidInput.For(Parameter, $"{key} is a whole number, {least} or more.");
}
