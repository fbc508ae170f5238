using System.Security;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace ApiAuth.Diagnostics;

/// <summary>Takes secrets out of what is shown: those that a session knows, and what looks like one.</summary>
internal sealed partial class Redactor(Func<IEnumerable<string>> knownSecrets)
{
    public const string Mask = "***";

    /// <summary>In characters.</summary>
    private const int ExcerptLength = 500;

    public string Redact(string text)
    {
        foreach (string secret in knownSecrets())
        {
            text = Remove(text, secret);
        }

        text = JsonWebTokens().Replace(text, Mask);
        text = HeaderCredentials().Replace(text, "${scheme} " + Mask);
        return NamedMembers().Replace(text, "${name}" + Mask);
    }

    /// <summary>The beginning of a body, redacted before it is cut, so that no half of a secret is left.</summary>
    public string Excerpt(ReadOnlySpan<byte> body)
    {
        string text = Redact(Encoding.UTF8.GetString(body[..Math.Min(body.Length, 64 * 1024)])).Trim();
        return text.Length <= ExcerptLength ? text : text[..ExcerptLength] + "…";
    }

    private static string Remove(string text, string secret)
    {
        // Shorter ones would take ordinary words with them.
        if (secret.Length < 4)
        {
            return text;
        }

        foreach (string form in Forms(secret))
        {
            text = text.Replace(form, Mask, StringComparison.OrdinalIgnoreCase);
        }

        return text;
    }

    // As it stands in an address, a form, JSON of either writer, XML, or a base64 text; longest first, since one may begin with another.
    private static IEnumerable<string> Forms(string secret)
    {
        string address = Uri.EscapeDataString(secret);
        return new[]
        {
            secret,
            address,
            address.Replace("%20", "+", StringComparison.Ordinal),
            JavaScriptEncoder.Default.Encode(secret),
            JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret),
            SecurityElement.Escape(secret),
            Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)),
        }.Distinct().OrderByDescending(static form => form.Length);
    }

    [GeneratedRegex(@"\beyJ[A-Za-z0-9_-]{8,}(\.[A-Za-z0-9_-]*){1,4}")]
    private static partial Regex JsonWebTokens();

    [GeneratedRegex(@"\b(?<scheme>Bearer|Basic|Digest|Negotiate)\s+[A-Za-z0-9+/=._~-]{6,}", RegexOptions.IgnoreCase)]
    private static partial Regex HeaderCredentials();

    [GeneratedRegex(
        """
        (?<name>["'<?&;\s]?\w*(?:password|passwd|pwd|secret|token|apikey|api_key|authorization|csrf|jsessionid|cred)["']?\s*(?:[:=>]|%3D)\s*["']?)(?!true\b|false\b|null\b)[^\s"'&<;,}]+
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex NamedMembers();
}
