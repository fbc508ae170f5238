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

    /// <param name="bytes">The body, or its beginning.</param>
    /// <param name="charSet">Null, or one that is not known here: UTF-8.</param>
    public static string Read(byte[] bytes, string? charSet)
    {
        try
        {
            return (charSet is null ? Encoding.UTF8 : Encoding.GetEncoding(charSet.Trim('"'))).GetString(bytes);
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8.GetString(bytes);
        }
    }
}
