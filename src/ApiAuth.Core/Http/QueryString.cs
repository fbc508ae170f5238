namespace ApiAuth.Http;

/// <summary>The parameters that an address or a form carries.</summary>
internal static class QueryString
{
    /// <summary>Without its question mark; empty where the address has none.</summary>
    public static string Of(string address)
    {
        int mark = address.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? "" : address[(mark + 1)..];
    }

    /// <summary>Decoded, in order; of one without a value the value is empty.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Pairs(string query) =>
        query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(static part =>
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            return equals < 0 ? new KeyValuePair<string, string>(Decode(part), "") : new(Decode(part[..equals]), Decode(part[(equals + 1)..]));
        });

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
