using System.Security;
using System.Text;
using System.Text.Json;
using ApiAuth.Http;
using ApiAuth.Http.Bodies;

namespace ApiAuth.Providers.SolutionsByText;

/// <summary>
/// The token is a parameter: it goes into a JSON object or the query where they lack it, and in place of <see cref="Marker"/> in other text.
/// </summary>
internal static class SbtTokenPlacement
{
    public const string Member = "securityToken";
    public const string Marker = "{SecurityToken}";

    /// <returns>False where the caller has put a value of its own there.</returns>
    public static bool Place(ApiRequestMessage message, string token)
    {
        if (QueryHolds(message.Target.Query))
        {
            return false;
        }

        if (message.Request.Body is WrittenBody written)
        {
            return PlaceMarker(message, written, token);
        }

        if (message.Request.Body is not BytesBody body)
        {
            PlaceInQuery(message, token);
            return true;
        }

        if (body.MediaType == BytesBody.Json && TryAddMember(body.Bytes, token, out byte[]? json))
        {
            if (json is null)
            {
                return false;
            }

            message.SetBody(new BytesBody(json, body.ContentType));
            return true;
        }

        return PlaceMarker(message, body, token);
    }

    private static bool QueryHolds(string query) =>
        query.Contains("?" + Member + "=", StringComparison.OrdinalIgnoreCase) || query.Contains("&" + Member + "=", StringComparison.OrdinalIgnoreCase);

    private static void PlaceInQuery(ApiRequestMessage message, string token) =>
        message.RequestUri = RequestAddress.WithQuery(message.Target, [new(Member, token)]);

    private static bool PlaceMarker(ApiRequestMessage message, BytesBody body, string token)
    {
        var encoding = BodyEncoding.Find(body.CharSet) ?? Encoding.UTF8;
        byte[] marker = encoding.GetBytes(Marker);
        if (body.Bytes.Span.IndexOf(marker) < 0)
        {
            return false;
        }

        string value = body.MediaType switch
        {
            BytesBody.UrlEncoded => Uri.EscapeDataString(token),
            { } type when type.EndsWith("xml", StringComparison.OrdinalIgnoreCase) => SecurityElement.Escape(token),
            _ => token,
        };
        message.SetBody(new BytesBody(Replace(body.Bytes.Span, marker, encoding.GetBytes(value)), body.ContentType));
        return true;
    }

    // XML that holds files: never in memory as a whole, so that the token comes into it on its way.
    private static bool PlaceMarker(ApiRequestMessage message, WrittenBody body, string token)
    {
        if (body.MarkerCount == 0)
        {
            return false;
        }

        message.SetBody(body.Replace(Marker, SecurityElement.Escape(token)));
        return true;
    }

    private static byte[] Replace(ReadOnlySpan<byte> text, ReadOnlySpan<byte> marker, ReadOnlySpan<byte> value)
    {
        using var result = new MemoryStream(text.Length + value.Length);
        for (int start; (start = text.IndexOf(marker)) >= 0; text = text[(start + marker.Length)..])
        {
            result.Write(text[..start]);
            result.Write(value);
        }

        result.Write(text);
        return result.ToArray();
    }

    /// <returns>False where the text is no JSON object; true with null where the object has the member already.</returns>
    private static bool TryAddMember(ReadOnlyMemory<byte> json, string token, out byte[]? changed)
    {
        changed = null;
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return false;
            }

            if (!document.RootElement.EnumerateObject().Any(static member => member.Name.Equals(Member, StringComparison.OrdinalIgnoreCase)))
            {
                changed = WithMember(document.RootElement, token);
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static byte[] WithMember(JsonElement root, string token)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString(Member, token);
            foreach (var member in root.EnumerateObject())
            {
                member.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
