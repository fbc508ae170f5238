using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ApiAuth.Tokens;

namespace ApiAuth.Storage;

/// <summary>Names an entry by everything that decides which token a request gets.</summary>
internal static class TokenCacheKey
{
    // The name of a file is readable to more eyes than its content, and a password has little to guess.
    private const int Rounds = 200_000;
    private const int Size = 20;

    /// <param name="service">By its name in the cmdlets.</param>
    /// <param name="server">The base address.</param>
    /// <param name="kind">The kind of authentication, with what else is sent at the login.</param>
    /// <param name="credential">The identity and its secret.</param>
    public static string Create(string service, Uri server, IReadOnlyList<string> kind, ApiCredential credential)
    {
        byte[] salt = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes<string[]>([service, server.AbsoluteUri, credential.UserName ?? "", .. kind]));
        byte[] name = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(credential.Secret.Reveal()), salt, Rounds, HashAlgorithmName.SHA256, Size);
        return Convert.ToHexStringLower(name);
    }
}
