using System.Net.Http.Headers;
using System.Text.Json;
using ApiAuth.Http.Cookies;
using ApiAuth.Tokens;

namespace ApiAuth.Storage;

/// <summary>A stored token as JSON.</summary>
internal static class StoredTokenFormat
{
    public static byte[] Write(StoredToken token)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, token);
        }

        return buffer.ToArray();
    }

    public static void Write(Utf8JsonWriter writer, StoredToken token)
    {
        var result = token.Result;
        writer.WriteStartObject();
        writer.WriteString("value", result.Value.Reveal());
        writer.WriteString("companion", result.Companion?.Reveal());
        writer.WriteString("scheme", result.Header?.Scheme);
        writer.WriteString("parameter", result.Header?.Parameter);
        writer.WriteString("issuedAt", result.IssuedAt ?? throw new ArgumentException("A token that is kept says when it was given.", nameof(token)));
        if (result.Lifetime is { } lifetime)
        {
            writer.WriteNumber("lifetimeMs", (long)lifetime.TotalMilliseconds);
        }

        writer.WriteStartArray("cookies");
        foreach (var cookie in result.Cookies.Cookies)
        {
            Write(writer, cookie);
        }

        writer.WriteEndArray();
        writer.WriteStartObject("facts");
        foreach (var (name, value) in result.Facts)
        {
            // What the service told; what is of another type is this session's own, and another has its own.
            if (value is long number)
            {
                writer.WriteNumber(name, number);
            }
            else if (value is string text)
            {
                writer.WriteString(name, text);
            }
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>Null where it is none, such as what is left of one.</summary>
    public static StoredToken? TryRead(ReadOnlySpan<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json.ToArray());
            return Read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    /// <exception cref="InvalidOperationException">A member is of another type.</exception>
    /// <exception cref="KeyNotFoundException">A member is missing.</exception>
    public static StoredToken Read(JsonElement root)
    {
        string? scheme = root.GetProperty("scheme").GetString();
        string? companion = root.GetProperty("companion").GetString();
        return new StoredToken(new LoginResult(new Secret(root.GetProperty("value").GetString()!))
        {
            IsShared = true,
            IssuedAt = root.GetProperty("issuedAt").GetDateTimeOffset(),
            Lifetime = root.TryGetProperty("lifetimeMs", out var lifetime) ? TimeSpan.FromMilliseconds(lifetime.GetInt64()) : null,
            Companion = companion is null ? null : new Secret(companion),
            Header = scheme is null ? null : new AuthenticationHeaderValue(scheme, root.GetProperty("parameter").GetString()),
            Cookies = CookieJar.Of(root.GetProperty("cookies").EnumerateArray().Select(ReadCookie)),
            Facts = root.GetProperty("facts").EnumerateObject().ToDictionary(
                static fact => fact.Name,
                static fact => fact.Value.ValueKind == JsonValueKind.Number ? (object)fact.Value.GetInt64() : fact.Value.GetString() ?? ""),
        });
    }

    private static void Write(Utf8JsonWriter writer, Cookie cookie)
    {
        writer.WriteStartObject();
        writer.WriteString("name", cookie.Name);
        writer.WriteString("value", cookie.Value);
        writer.WriteString("domain", cookie.Domain);
        writer.WriteString("path", cookie.Path);
        writer.WriteBoolean("hostOnly", cookie.HostOnly);
        writer.WriteBoolean("secure", cookie.Secure);
        if (cookie.ExpiresAt is { } expiresAt)
        {
            writer.WriteString("expiresAt", expiresAt);
        }

        writer.WriteEndObject();
    }

    private static Cookie ReadCookie(JsonElement cookie) => new(cookie.GetProperty("name").GetString()!, cookie.GetProperty("value").GetString()!)
    {
        Domain = cookie.GetProperty("domain").GetString()!,
        Path = cookie.GetProperty("path").GetString()!,
        HostOnly = cookie.GetProperty("hostOnly").GetBoolean(),
        Secure = cookie.GetProperty("secure").GetBoolean(),
        ExpiresAt = cookie.TryGetProperty("expiresAt", out var expiresAt) ? expiresAt.GetDateTimeOffset() : null,
    };
}
