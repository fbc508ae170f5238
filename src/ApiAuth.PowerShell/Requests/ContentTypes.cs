using System.Text;
using ApiAuth.Errors;
using ApiAuth.Http;
using ApiAuth.Http.Bodies;

namespace ApiAuth.PowerShell.Requests;

/// <summary>The Content-Type of what is sent.</summary>
internal static class ContentTypes
{
    public const string Binary = "application/octet-stream";
    public const string Xml = "text/xml; charset=utf-8";
    public const string Json = "application/json; charset=utf-8";

    /// <summary>Where none is given, by the beginning of the text: JSON, XML, or else a form, as Invoke-RestMethod has it.</summary>
    public static string Guess(string text) => text.AsSpan().TrimStart() switch
    {
        ['{' or '[', ..] => Json,
        ['<', ..] => Xml,
        _ => BytesBody.UrlEncoded,
    };

    /// <summary>In which a text goes out: the charset of its Content-Type, or else UTF-8.</summary>
    /// <exception cref="ArgumentException">No encoding has that name.</exception>
    public static Encoding EncodingOf(string contentType)
    {
        string? charSet = MediaType.Parse(contentType).CharSet;
        return charSet is null ? Encoding.UTF8
            : BodyEncoding.Find(charSet) ?? throw InvalidInput.For("ContentType", $"No encoding is named '{charSet}'.");
    }

    public static bool IsForm(string? contentType) =>
        contentType?.StartsWith(BytesBody.UrlEncoded, StringComparison.OrdinalIgnoreCase) == true;
}
