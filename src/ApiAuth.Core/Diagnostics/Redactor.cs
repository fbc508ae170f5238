using System.Buffers;
using System.Text.RegularExpressions;

namespace ApiAuth.Diagnostics;

/// <summary>Takes secrets out of what is shown: those that a session knows, and what looks like one.</summary>
/// <param name="knownSecrets">What the session has now.</param>
internal sealed partial class Redactor(Func<IEnumerable<string>> knownSecrets)
{
    public const string Mask = "***";

    /// <summary>In characters.</summary>
    private const int ExcerptLength = 500;

    /// <summary>Of a body that is redacted, in bytes.</summary>
    private const int LongestBody = 64 * 1024;

    private const string Name = "(?<name>(?:" + SecretNames.Endings + @")[""']?\s*(?:[:=]|%3D)\s*";

    // Of an element, as few as will do.
    private const string Attributes = @"(?:""[^""]*""|'[^']*'|[^""'<>])*?";

    private static readonly SearchValues<char> Delimiters = SearchValues.Create(" \t\r\n\"'<>&,;{}[]()");

    /// <summary>For texts that no session is known of.</summary>
    public static Redactor Unknown { get; } = new(static () => []);

    public string Redact(string text) => Redact(text, []);

    /// <param name="text">What is to be shown.</param>
    /// <param name="alsoKnown">Forms of secrets beside those that the session has now, such as a token that it had then.</param>
    public string Redact(string text, IReadOnlyCollection<string> alsoKnown)
    {
        if (text.Length == 0)
        {
            return text;
        }

        // The longest first, since one may begin with another.
        foreach (string form in KnownForms().Concat(alsoKnown).Distinct().OrderByDescending(static form => form.Length))
        {
            text = text.Replace(form, Mask, StringComparison.OrdinalIgnoreCase);
        }

        return RedactUnknown(text);
    }

    /// <summary>An address whose path and query hold no secret.</summary>
    public string Redact(Uri address) => Redact(address.AbsoluteUri);

    /// <summary>The beginning of a body, redacted before it is cut, so that no half of a secret is left.</summary>
    /// <param name="body">All of it, or as much of it as is at hand.</param>
    /// <param name="charSet">As its Content-Type has it; null where that names none.</param>
    /// <param name="isCut">Whether there is more of it.</param>
    /// <param name="alsoKnown">Forms of secrets beside those that the session has now.</param>
    public string Excerpt(ReadOnlySpan<byte> body, string? charSet = null, bool isCut = false, IReadOnlyCollection<string>? alsoKnown = null)
    {
        isCut |= body.Length > LongestBody;
        string text = BodyText.Read(body.Length > LongestBody ? body[..LongestBody] : body, charSet);
        text = (isCut ? RedactCut(text, alsoKnown ?? []) : Redact(text, alsoKnown ?? [])).Trim();
        return text.Length <= ExcerptLength ? text : text[..ExcerptLength] + "…";
    }

    /// <summary>The beginning of a longer text: what may be the half of a secret at its end is taken out too.</summary>
    public string RedactCut(string text, IReadOnlyCollection<string> alsoKnown)
    {
        foreach (string form in KnownForms().Concat(alsoKnown))
        {
            text = RemoveHalf(text, form);
        }

        // A word that no one knows the rest of: a token, perhaps.
        int end = text.AsSpan().TrimEnd().LastIndexOfAny(Delimiters) + 1;
        return Redact(text.Length - end > SecretForms.ShortestSecret ? text[..end] : text, alsoKnown);
    }

    /// <summary>What stands beside the name of a secret.</summary>
    public static IEnumerable<string> ValuesIn(string text)
    {
        foreach (var pattern in (Regex[])[QuotedMembers(), Elements(), BareMembers()])
        {
            foreach (Match match in pattern.Matches(text))
            {
                yield return match.Groups["value"].Value;
            }
        }
    }

    private IEnumerable<string> KnownForms() => knownSecrets().SelectMany(SecretForms.Of);

    private static string RedactUnknown(string text)
    {
        text = JsonWebTokens().Replace(text, Mask);
        text = UserInfo().Replace(text, Mask + "@");
        text = HeaderLines().Replace(text, "${name}" + Mask);
        text = HeaderCredentials().Replace(text, "${scheme} " + Mask);
        text = QuotedMembers().Replace(text, "${name}${quote}" + Mask + "${quote}");
        text = Elements().Replace(text, "${name}" + Mask);
        text = PageFields().Replace(text, "${name}${quote}" + Mask + "${quote}");
        return BareMembers().Replace(text, "${name}" + Mask);
    }

    private static string RemoveHalf(string text, string form)
    {
        for (int length = Math.Min(form.Length - 1, text.Length); length >= SecretForms.ShortestSecret; length--)
        {
            if (text.AsSpan().EndsWith(form.AsSpan(0, length), StringComparison.OrdinalIgnoreCase))
            {
                return text[..^length] + Mask;
            }
        }

        return text;
    }

    [GeneratedRegex(@"\beyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*){1,4}|\beyJ[A-Za-z0-9_-]{40,}")]
    private static partial Regex JsonWebTokens();

    [GeneratedRegex(@"(?<=://)[^/\s@?#""'<>]+@")]
    private static partial Regex UserInfo();

    [GeneratedRegex(@"(?<name>^[ \t]*(?:Proxy-)?Authorization:\s*|^[ \t]*(?:Set-)?Cookie:\s*)[^\r\n]+", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex HeaderLines();

    [GeneratedRegex(@"\b(?<scheme>Bearer|Basic|Digest|Negotiate|NTLM)\s+[A-Za-z0-9+/=._~-]{6,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HeaderCredentials();

    // "password": "…", up to the quotation mark that ends it, or to the end of a text that was cut.
    [GeneratedRegex(Name + @")\\?(?<quote>[""'])(?<value>(?:\\.|(?!\k<quote>)[^\\])*)(?:\\?\k<quote>|\\?$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex QuotedMembers();

    // <a:SecurityToken xsi:type="…">…
    [GeneratedRegex("(?<name>(?:" + SecretNames.Endings + @")(?:\s[^<>]*)?(?<!/)>)(?:<!\[CDATA\[(?<value>.*?)(?:\]\]>|$)|(?<value>\s*[^<\s][^<]*))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Elements();

    // <input name="password" value="…">, <input value=… type=password>, <meta name="csrf-token" content="…">
    [GeneratedRegex(
        @"(?<name><(?:input|meta)\b(?=" + Attributes + @"\s(?:name|id|type)\s*=\s*[""']?[^""'\s<>]*(?:" + SecretNames.Endings + @")\]*(?:[""'\s/>]|$))"
        + Attributes + @"\s(?:value|content)\s*=\s*)(?:(?<quote>[""'])(?:(?!\k<quote>).)*(?:\k<quote>|$)|(?<quote>)[^\s""'<>]+)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex PageFields();

    [GeneratedRegex(Name + @")(?!true\b|false\b|null\b|[""'])(?<value>[^\s""'&<>;,}\])]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BareMembers();
}
