using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ApiAuth.Http;
using ApiAuth.Tokens;

namespace ApiAuth.Storage;

/// <summary>A session in a file: a line that names the form, then the protected text. There is no form without protection.</summary>
internal static class SessionFile
{
    private static readonly byte[] Head = "ApiAuth-Session 1\n"u8.ToArray();

    public static byte[] Write(SessionSnapshot snapshot, IDataProtection protection) => [.. Head, .. protection.Protect(ToJson(snapshot))];

    /// <exception cref="ApiException">It is none, it is damaged, or it was protected otherwise.</exception>
    public static SessionSnapshot Read(ReadOnlySpan<byte> content, IDataProtection protection)
    {
        if (!content.StartsWith(Head))
        {
            throw Unreadable("It is not a session that this version exported.", null);
        }

        try
        {
            using var document = JsonDocument.Parse(protection.Unprotect(content[Head.Length..]));
            return FromJson(document.RootElement);
        }
        catch (CryptographicException exception)
        {
            throw Unreadable("It is damaged, or was exported for another password or certificate.", exception);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            throw Unreadable("It is not a session that this version exported.", exception);
        }
    }

    private static byte[] ToJson(SessionSnapshot snapshot)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("name", snapshot.Name);
            writer.WriteString("provider", snapshot.Provider);
            writer.WriteString("server", snapshot.Server.AbsoluteUri);
            writer.WriteString("userName", snapshot.Credential.UserName);
            writer.WriteString("secret", snapshot.Credential.IsAbsent ? null : snapshot.Credential.Secret.Reveal());
            writer.WriteStartObject("options");
            foreach (var (name, value) in snapshot.Options)
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
            Write(writer, snapshot.Profile);
            writer.WriteString("probeUri", snapshot.ProbeUri);
            writer.WriteString("tokenCache", snapshot.TokenCache?.ToString());
            if (snapshot.Token is { } token)
            {
                writer.WritePropertyName("token");
                StoredTokenFormat.Write(writer, token);
            }

            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static SessionSnapshot FromJson(JsonElement root)
    {
        string? userName = root.GetProperty("userName").GetString();
        return new SessionSnapshot(
            root.GetProperty("name").GetString()!,
            root.GetProperty("provider").GetString()!,
            new Uri(root.GetProperty("server").GetString()!),
            root.GetProperty("secret").GetString() is { } secret ? new ApiCredential(userName, new Secret(secret)) : ApiCredential.Absent(userName),
            root.GetProperty("options").EnumerateObject().ToDictionary(static option => option.Name, static option => option.Value.GetString()!),
            ReadProfile(root.GetProperty("profile")),
            root.TryGetProperty("token", out var token) ? StoredTokenFormat.Read(token) : null)
        {
            ProbeUri = OptionalText(root, "probeUri"),
            TokenCache = OptionalText(root, "tokenCache") is { } protection ? Enum.Parse<TokenCacheProtection>(protection) : null,
        };
    }

    // A file of the same form may have been written before the member was.
    private static string? OptionalText(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static void Write(Utf8JsonWriter writer, ConnectionProfile profile)
    {
        writer.WriteStartObject("profile");
        writer.WriteNumber("timeoutMs", profile.Timeout.TotalMilliseconds);
        writer.WriteNumber("maximumRetryCount", profile.MaximumRetryCount);
        writer.WriteString("userAgent", profile.UserAgent);
        writer.WriteString("proxy", profile.Proxy?.AbsoluteUri);
        if (profile.ProxyCredential is { } credential)
        {
            writer.WriteStartObject("proxyCredential");
            writer.WriteString("userName", credential.UserName);
            writer.WriteString("domain", credential.Domain);
            writer.WriteString("password", credential.Password);
            writer.WriteEndObject();
        }

        writer.WriteBoolean("noProxy", profile.NoProxy);
        writer.WriteBoolean("proxyUseDefaultCredentials", profile.ProxyUseDefaultCredentials);
        writer.WriteBoolean("skipCertificateCheck", profile.SkipCertificateCheck);
        writer.WriteBoolean("allowUnencryptedAuthentication", profile.AllowUnencryptedAuthentication);
        writer.WriteEndObject();
    }

    private static ConnectionProfile ReadProfile(JsonElement profile) => new()
    {
        Timeout = TimeSpan.FromMilliseconds(profile.GetProperty("timeoutMs").GetDouble()),
        MaximumRetryCount = profile.GetProperty("maximumRetryCount").GetInt32(),
        UserAgent = profile.GetProperty("userAgent").GetString()!,
        Proxy = profile.GetProperty("proxy").GetString() is { } proxy ? new Uri(proxy) : null,
        ProxyCredential = profile.TryGetProperty("proxyCredential", out var credential)
            ? new NetworkCredential(credential.GetProperty("userName").GetString(), credential.GetProperty("password").GetString(), credential.GetProperty("domain").GetString())
            : null,
        NoProxy = profile.GetProperty("noProxy").GetBoolean(),
        ProxyUseDefaultCredentials = profile.GetProperty("proxyUseDefaultCredentials").GetBoolean(),
        SkipCertificateCheck = profile.GetProperty("skipCertificateCheck").GetBoolean(),
        AllowUnencryptedAuthentication = profile.GetProperty("allowUnencryptedAuthentication").GetBoolean(),
    };

    private static ApiException Unreadable(string reason, Exception? cause) =>
        new(ApiErrorId.InvalidSessionFile, $"The file holds no session that can be read. {reason}", cause);
}
