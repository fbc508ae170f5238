using System.Buffers.Text;
using System.IO.Compression;
using System.Text.Json;
using ApiAuth.Http;

namespace ApiAuth.Tokens;

/// <summary>
/// What a JSON Web Token (RFC 7519) says of itself. It is read to plan and to show, never to trust: only the service can check its signature.
/// </summary>
internal sealed class JsonWebToken
{
    // A token travels in a header; claims that inflate beyond this are none.
    private const int LargestPayload = 1 << 20;

    private readonly JsonElement _claims;

    private JsonWebToken(JsonElement claims) => _claims = claims;

    /// <summary>The claim <c>exp</c>; null where it is missing, no number, or no date.</summary>
    public DateTimeOffset? ExpiresAt =>
        _claims.TryGetProperty("exp", out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetDouble(out double seconds)
        && seconds >= 0
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds((long)seconds)
            : null;

    /// <summary>Null where the text is no such token.</summary>
    public static JsonWebToken? TryParse(string text)
    {
        string[] parts = text.Split('.');
        if (parts.Length != 3)
        {
            return null;
        }

        try
        {
            var header = StrictJson.ParseObject(Base64Url.DecodeFromChars(parts[0]));
            byte[] payload = Base64Url.DecodeFromChars(parts[1]);
            bool isDeflated = header.TryGetProperty("zip", out var zip) && zip.ValueKind == JsonValueKind.String && zip.ValueEquals("DEF");
            return new JsonWebToken(StrictJson.ParseObject(isDeflated ? Inflate(payload) : payload));
        }
        catch (Exception exception) when (exception is FormatException or JsonException or InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>A claim that is a text; null where it is missing or none.</summary>
    public string? Claim(string name) =>
        _claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? StrictJson.Text(value) : null;

    // RFC 7516 has raw DEFLATE; some services wrap it as zlib does, which shows in its first byte, 0x78.
    private static byte[] Inflate(byte[] payload)
    {
        using var source = new MemoryStream(payload);
        using Stream inflater = payload is [0x78, ..]
            ? new ZLibStream(source, CompressionMode.Decompress)
            : new DeflateStream(source, CompressionMode.Decompress);
        byte[] buffer = new byte[LargestPayload];
        int length = inflater.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return length < buffer.Length ? buffer[..length] : throw new InvalidDataException("The claims are too large.");
    }
}
