using System.Text;
using ApiAuth.Http.Bodies;

namespace ApiAuth.Diagnostics;

/// <summary>Bodies as text.</summary>
internal static class BodyText
{
    public static bool IsText(string? mediaType) => mediaType is not null
        && (mediaType.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
            || mediaType.EndsWith("json", StringComparison.OrdinalIgnoreCase)
            || mediaType.EndsWith("xml", StringComparison.OrdinalIgnoreCase)
            || mediaType.Equals(BytesBody.UrlEncoded, StringComparison.OrdinalIgnoreCase));

    public static string Read(BytesBody body) => Encoding.UTF8.GetString(body.Bytes.Span);

    /// <summary>Without zeros, which come where the encoding is not the one that is claimed: they would stand between the letters of a secret.</summary>
    /// <param name="bytes">The body, or its beginning.</param>
    /// <param name="charSet">Null, or one that is not known here: UTF-8.</param>
    public static string Read(ReadOnlySpan<byte> bytes, string? charSet) =>
        BodyEncoding.Decode(bytes, charSet?.Trim('"')).Replace("\0", "", StringComparison.Ordinal);
}
