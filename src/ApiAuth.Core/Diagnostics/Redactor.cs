using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace ApiAuth.Diagnostics;

/// <summary>Takes secrets out of what is shown: those that it knows, and what looks like one.</summary>
internal sealed partial class Redactor
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

    private readonly Func<IReadOnlyList<string>> _forms;

    /// <param name="knownSecrets">What the session has now.</param>
    public Redactor(Func<IEnumerable<string>> knownSecrets)
        : this(() => InOrder(knownSecrets().SelectMany(SecretForms.Of)))
    {
    }

    private Redactor(Func<IReadOnlyList<string>> forms) => _forms = forms;

    /// <summary>For texts that no session is known of.</summary>
    public static Redactor Unknown { get; } = new(static () => Array.Empty<string>());

    /// <summary>One for many texts: it knows the secrets of this moment, and others.</summary>
    /// <param name="others">Forms of secrets beside those that the session has now, such as a token that it had then.</param>
    public Redactor With(IReadOnlyCollection<string> others)
    {
        var forms = others.Count == 0 ? _forms() : InOrder(_forms().Concat(others));
        return new Redactor(() => forms);
    }

    public string Redact(string text)
    {
        if (text.Length == 0)
        {
            return text;
        }

        foreach (string form in _forms())
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
    public string Excerpt(ReadOnlySpan<byte> body, string? charSet, bool isCut = false)
    {
        isCut |= body.Length > LongestBody;
        string text = BodyText.Read(body.Length > LongestBody ? body[..LongestBody] : body, charSet, isCut);
        text = (isCut ? RedactCut(text) : Redact(text)).Trim();
        return text.Length <= ExcerptLength ? text : text[..ExcerptLength] + "…";
    }

    /// <summary>The beginning of a longer text: what may be the half of a secret at its end is taken out too.</summary>
    public string RedactCut(string text)
    {
        foreach (string form in _forms())
        {
            text = RemoveHalf(text, form);
        }

        // A word that no one knows the rest of: a token, perhaps.
        int end = text.AsSpan().TrimEnd().LastIndexOfAny(Delimiters) + 1;
        return Redact(text.Length - end > SecretForms.ShortestSecret ? text[..end] : text);
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

    // The longest first, since one may begin with another.
    private static string[] InOrder(IEnumerable<string> forms) => [.. forms.Distinct().OrderByDescending(static form => form.Length)];

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

    // A plain word is none: "Basic authentication failed".
    [GeneratedRegex(@"\b(?<scheme>Bearer|Basic|Digest|Negotiate|NTLM)\s+(?!(?-i:[A-Z]?[a-z]{0,15})\.?(?![A-Za-z0-9+/=._~-]))[A-Za-z0-9+/=._~-]{6,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
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
