using System.Text;

namespace ApiAuth.Http.Bodies;

/// <summary>A body that is in memory.</summary>
internal sealed class BytesBody(ReadOnlyMemory<byte> bytes, string? contentType) : RequestBody
{
    public const string Json = "application/json";
    public const string UrlEncoded = "application/x-www-form-urlencoded";

    private readonly MediaType? _type = Http.MediaType.ParseOptional(contentType);

    /// <summary>Text as UTF-8.</summary>
    public BytesBody(string text, string contentType)
        : this(Encoding.UTF8.GetBytes(text), contentType)
    {
    }

    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>As it is sent, with its parameters; null where none is.</summary>
    public string? ContentType => contentType;

    /// <summary>Without its parameters, such as <c>application/json</c>.</summary>
    public string? MediaType => _type?.Name;

    /// <summary>Such as <c>utf-8</c>; null where the type names none.</summary>
    public string? CharSet => _type?.CharSet;

    public override bool CanRepeat => true;

    public static BytesBody FromForm(IEnumerable<KeyValuePair<string, string>> members) =>
        new(string.Join('&', members.Select(static member => $"{Encode(member.Key)}={Encode(member.Value)}")), UrlEncoded);

    public override HttpContent CreateContent(TransferMeter? meter = null)
    {
        var content = new ReadOnlyMemoryContent(bytes);
        _type?.ApplyTo(content);
        return content;
    }

    private static string Encode(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);
}
