namespace ApiAuth.Http.Paging;

/// <summary>Reads Link headers (RFC 8288, section 3).</summary>
internal static class LinkHeader
{
    /// <summary>The target of the first link of this relation; null where there is none.</summary>
    public static string? Find(IEnumerable<string> headers, string relation) =>
        headers.Select(header => Find(header, relation)).FirstOrDefault(static target => target is not null);

    private static string? Find(string header, string relation)
    {
        var text = header.AsSpan();
        while (text.IndexOf('<') is >= 0 and var start)
        {
            text = text[(start + 1)..];
            int end = text.IndexOf('>');
            if (end < 0)
            {
                return null;
            }

            var target = text[..end];
            text = text[(end + 1)..];
            if (ReadParameters(ref text, relation))
            {
                return target.Trim().ToString();
            }
        }

        return null;
    }

    // Up to the comma that ends the link; commas and semicolons may stand between quotation marks.
    private static bool ReadParameters(ref ReadOnlySpan<char> text, string relation)
    {
        bool matches = false;
        bool hasRelation = false;
        while (true)
        {
            text = text.TrimStart();
            if (text.IsEmpty || text[0] == ',')
            {
                return matches;
            }

            if (text[0] != ';')
            {
                text = text[1..];
                continue;
            }

            text = text[1..].TrimStart();
            int nameEnd = text.IndexOfAny(" =;,");
            var name = nameEnd < 0 ? text : text[..nameEnd];
            text = text[name.Length..].TrimStart();
            var value = text.StartsWith("=") ? ReadValue(ref text) : default;
            if (!hasRelation && name.Equals("rel", StringComparison.OrdinalIgnoreCase))
            {
                hasRelation = true;
                matches = value.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Contains(relation, StringComparer.OrdinalIgnoreCase);
            }
        }
    }

    private static ReadOnlySpan<char> ReadValue(ref ReadOnlySpan<char> text)
    {
        text = text[1..].TrimStart();
        if (!text.StartsWith("\""))
        {
            int end = text.IndexOfAny(";, ");
            var token = end < 0 ? text : text[..end];
            text = text[token.Length..];
            return token;
        }

        int closing = 1;
        while (closing < text.Length && text[closing] != '"')
        {
            closing += text[closing] == '\\' ? 2 : 1;
        }

        closing = Math.Min(closing, text.Length);
        var quoted = text[1..closing];
        text = text[Math.Min(closing + 1, text.Length)..];
        return quoted;
    }
}
