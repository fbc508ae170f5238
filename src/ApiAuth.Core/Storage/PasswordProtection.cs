using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ApiAuth.Storage;

/// <summary>AES-GCM under a key made of a password by PBKDF2 with HMAC-SHA-256: rounds (4 bytes) and salt (16), then the message.</summary>
internal sealed class PasswordProtection(string password) : IDataProtection
{
    /// <summary>As the OWASP Password Storage Cheat Sheet has it for this hash.</summary>
    private const int Rounds = 600_000;

    // What a file may demand of the machine that reads it.
    private const int MostRounds = 10_000_000;
    private const int SaltSize = 16;
    private const int HeadSize = sizeof(int) + SaltSize;

    public string Name => "password";

    public byte[] Protect(ReadOnlySpan<byte> data)
    {
        byte[] head = new byte[HeadSize];
        BinaryPrimitives.WriteInt32BigEndian(head, Rounds);
        RandomNumberGenerator.Fill(head.AsSpan(sizeof(int)));
        return [.. head, .. Derive(head).Protect(data)];
    }

    public byte[] Unprotect(ReadOnlySpan<byte> data) => data.Length > HeadSize
        ? Derive(data[..HeadSize]).Unprotect(data[HeadSize..])
        : throw new CryptographicException("The data is cut off.");

    private KeyProtection Derive(ReadOnlySpan<byte> head)
    {
        int rounds = BinaryPrimitives.ReadInt32BigEndian(head);
        return rounds is > 0 and <= MostRounds
            ? new KeyProtection(Name, Rfc2898DeriveBytes.Pbkdf2(password, head[sizeof(int)..], rounds, HashAlgorithmName.SHA256, KeyProtection.KeySize))
            : throw new CryptographicException("The data is not of this form.");
    }
}
