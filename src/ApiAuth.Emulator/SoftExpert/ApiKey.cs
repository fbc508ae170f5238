using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ApiAuth.Emulator.SoftExpert;

/// <summary>A key as the User account screen shows it: a JWT of HS256 with iat, exp and idlogin, good for about five years.</summary>
internal static class ApiKey
{
    private static readonly byte[] _signingKey = RandomNumberGenerator.GetBytes(32);

    public static string Create(string login, DateTimeOffset now)
    {
        byte[] claims = JsonSerializer.SerializeToUtf8Bytes(new
        {
            iat = now.ToUnixTimeSeconds(),
            exp = now.AddDays(5 * 365).ToUnixTimeSeconds(),
            idlogin = login,
            jti = Guid.NewGuid(),
        });
        string signed = $"{Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8)}.{Base64Url.EncodeToString(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(_signingKey, Encoding.UTF8.GetBytes(signed)))}";
    }

    /// <summary>The `exp` of a key that is known to be good; an accounts file may also hold keys that are no JWT, which never expire.</summary>
    public static DateTimeOffset ExpiresAt(string key)
    {
        try
        {
            using JsonDocument claims = JsonDocument.Parse(Base64Url.DecodeFromChars(key.Split('.')[1]));
            return DateTimeOffset.FromUnixTimeSeconds(claims.RootElement.GetProperty("exp").GetInt64());
        }
        catch (Exception exception) when (exception is IndexOutOfRangeException or FormatException or JsonException or KeyNotFoundException)
        {
            return DateTimeOffset.MaxValue;
        }
    }
}
