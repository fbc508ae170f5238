using System.Text;
using System.Text.Unicode;
using ApiAuth.Http.Bodies;

namespace ApiAuth.Diagnostics;

/// <summary>Bodies as text to be shown: as well as can be, whatever they say of themselves.</summary>
internal static class BodyText
{
    // All but the last byte of the longest character.
    private const int LongestRest = 3;

    public static bool IsText(string? mediaType) => mediaType is not null
        && (mediaType.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
            || mediaType.EndsWith("json", StringComparison.OrdinalIgnoreCase)
            || mediaType.EndsWith("xml", StringComparison.OrdinalIgnoreCase)
            || mediaType.Equals(BytesBody.UrlEncoded, StringComparison.OrdinalIgnoreCase));

    public static string Read(BytesBody body) => Read(body.Bytes.Span, body.CharSet);

    /// <summary>Without zeros, which come where the encoding is not the one that is claimed: they would stand between the letters of a secret.</summary>
    /// <param name="body">All of it, or its beginning.</param>
    /// <param name="charSet">As its Content-Type has it; null where that names none.</param>
    /// <param name="isCut">Whether there is more of it.</param>
    public static string Read(ReadOnlySpan<byte> body, string? charSet, bool isCut = false)
    {
        var (encoding, markLength) = BodyEncoding.Detect(body, charSet ?? BodyEncoding.Declared(body));
        string text = markLength > 0 ? encoding.GetString(body[markLength..]) : Unmarked(body, encoding, isCut).GetString(body);
        return text.Replace("\0", "", StringComparison.Ordinal);
    }

    // A secret is found only in a text that is read as it was written, and services name no encoding, or a wrong one.
    private static Encoding Unmarked(ReadOnlySpan<byte> body, Encoding encoding, bool isCut) => body switch
    {
        [0, not 0, ..] => Encoding.BigEndianUnicode,
        [not 0, 0, ..] => Encoding.Unicode,
        _ => BodyEncoding.IsUtf8(encoding) && !IsUtf8(body, isCut) ? Encoding.Latin1 : encoding,
    };

    private static bool IsUtf8(ReadOnlySpan<byte> body, bool isCut)
    {
        for (int rest = 0; rest <= (isCut ? LongestRest : 0) && rest <= body.Length; rest++)
        {
            if (Utf8.IsValid(body[..^rest]))
            {
                return true;
            }
        }

        return false;
    }
}
