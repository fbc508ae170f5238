using System.Text.RegularExpressions;

namespace ApiAuth.Diagnostics;

/// <summary>The names whose values are secrets, wherever they stand: a query, a form, a header, JSON, XML or a sentence.</summary>
internal static partial class SecretNames
{
    /// <summary>What a name of a secret ends with.</summary>
    public const string Endings =
        @"pass(?:word|wd|phrase|code)|pwd|secret|token|(?:api|access|private|secret|auth|client)[_-]?key|authorization|[cx]srf|"
        + @"(?:j?session|phpsess)[_-]?id|cred(?:ential)?s?|signature|cookies?|cvv|"
        // These end ordinary names too, such as RecordKey, so they count alone only.
        + @"(?<![\w-])(?:pass|key|sig|pin|otp|auth)";

    public static bool Contains(string name) => Names().IsMatch(name);

    [GeneratedRegex("(?:" + Endings + ")$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Names();
}
