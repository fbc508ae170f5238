namespace ApiAuth.Diagnostics;

/// <summary>The headers of an answer as they may be shown: a cookie that it sets is a credential.</summary>
internal static class SafeHeaders
{
    /// <param name="headers">By name; the values are replaced.</param>
    /// <param name="redact">Takes secrets out of a text.</param>
    public static Dictionary<string, string[]> Of(Dictionary<string, string[]> headers, Converter<string, string> redact)
    {
        foreach (var (name, values) in headers)
        {
            headers[name] = Array.ConvertAll(values, name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase) ? MaskCookie : redact);
        }

        return headers;
    }

    private static string MaskCookie(string cookie)
    {
        int equals = cookie.IndexOf('=', StringComparison.Ordinal);
        int end = cookie.IndexOf(';', StringComparison.Ordinal);
        return equals < 0 ? Redactor.Mask : cookie[..(equals + 1)] + Redactor.Mask + (end > equals ? cookie[end..] : "");
    }
}
