using System.Net.Http.Headers;
using System.Text;

namespace ApiAuth.Http.Bodies;

/// <summary>A body that is in memory.</summary>
internal sealed class BytesBody(ReadOnlyMemory<byte> bytes, string? contentType) : RequestBody
{
    public const string Json = "application/json";
    public const string UrlEncoded = "application/x-www-form-urlencoded";

    private readonly MediaTypeHeaderValue? _contentType = Bodies.ContentType.Parse(contentType);

    /// <summary>Text as UTF-8.</summary>
    public BytesBody(string text, string contentType)
        : this(Encoding.UTF8.GetBytes(text), contentType)
    {
    }

    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>As it is sent, with its parameters; null where none is.</summary>
    public string? ContentType => contentType;

    /// <summary>Without its parameters, such as <c>application/json</c>.</summary>
    public string? MediaType => _contentType?.MediaType;

    /// <summary>Such as <c>utf-8</c>; null where the type names none.</summary>
    public string? CharSet => _contentType?.CharSet?.Trim('"');

    public override bool CanRepeat => true;

    public static BytesBody FromForm(IEnumerable<KeyValuePair<string, string>> members) =>
        new(string.Join('&', members.Select(static member => $"{Encode(member.Key)}={Encode(member.Value)}")), UrlEncoded);

    public override HttpContent CreateContent(TransferMeter? meter = null)
    {
        var content = new ReadOnlyMemoryContent(bytes);
        content.Headers.ContentType = _contentType;
        return content;
    }

    private static string Encode(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);
}
