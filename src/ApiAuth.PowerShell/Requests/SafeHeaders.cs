using ApiAuth.Diagnostics;
using ApiAuth.Http;

namespace ApiAuth.PowerShell.Requests;

/// <summary>The headers of an answer as they may be shown: a cookie that it sets is a credential.</summary>
internal static class SafeHeaders
{
    public static Dictionary<string, string[]> Of(ApiResponse answer, Redactor redactor)
    {
        var headers = answer.GetHeaders();
        foreach (var (name, values) in headers)
        {
            headers[name] = Array.ConvertAll<string, string>(
                values, name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase) ? MaskCookie : redactor.Redact);
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
