using System.Net;
using System.Security;
using System.Text;
using System.Text.Encodings.Web;

namespace ApiAuth.Diagnostics;

/// <summary>The ways in which a secret may be written in what was sent or answered.</summary>
internal static class SecretForms
{
    /// <summary>Shorter ones would take ordinary words with them. In characters.</summary>
    public const int ShortestSecret = 4;

    public static IEnumerable<string> Of(string secret)
    {
        if (secret.Length < ShortestSecret)
        {
            return [];
        }

        var forms = new HashSet<string>(StringComparer.Ordinal) { secret, Base64(secret) };
        if (!secret.All(char.IsAsciiLetterOrDigit))
        {
            AddEscaped(forms, secret);
        }

        return forms;
    }

    private static void AddEscaped(HashSet<string> forms, string secret)
    {
        forms.Add(Uri.EscapeDataString(secret));
        forms.Add(Uri.EscapeDataString(secret).Replace("%20", "+", StringComparison.Ordinal));
        forms.Add(WebUtility.UrlEncode(secret));
        forms.Add(UrlEncoder.Default.Encode(secret));
        forms.Add(Uri.EscapeDataString(Uri.EscapeDataString(secret)));
        forms.Add(JavaScriptEncoder.Default.Encode(secret));
        forms.Add(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret));
        forms.Add(JsonWithSolidus(secret));
        forms.Add(SecurityElement.Escape(secret));
        forms.Add(WebUtility.HtmlEncode(secret));
        forms.Add(XmlText(secret));
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    // PHP and others write "/" as "\/".
    private static string JsonWithSolidus(string secret) =>
        JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret).Replace("/", "\\/", StringComparison.Ordinal);

    // In the text of an element neither kind of quotation mark needs escaping.
    private static string XmlText(string secret) => secret
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);
}
