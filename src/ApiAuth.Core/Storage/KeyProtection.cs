using System.Security.Cryptography;

namespace ApiAuth.Storage;

/// <summary>AES-GCM under a key of 256 bits: a nonce of 12 bytes, a tag of 16, then the text (NIST SP 800-38D).</summary>
internal sealed class KeyProtection(string name, byte[] key) : IDataProtection
{
    public const int KeySize = 32;

    private const int NonceSize = 12;
    private const int TagSize = 16;

    public string Name => name;

    public byte[] Protect(ReadOnlySpan<byte> data)
    {
        byte[] message = new byte[NonceSize + TagSize + data.Length];
        var nonce = message.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key, TagSize);
        cipher.Encrypt(nonce, data, message.AsSpan(NonceSize + TagSize), message.AsSpan(NonceSize, TagSize));
        return message;
    }

    public byte[] Unprotect(ReadOnlySpan<byte> data)
    {
        if (data.Length < NonceSize + TagSize)
        {
            throw new CryptographicException("The data is cut off.");
        }

        byte[] text = new byte[data.Length - NonceSize - TagSize];
        using var cipher = new AesGcm(key, TagSize);
        cipher.Decrypt(data[..NonceSize], data[(NonceSize + TagSize)..], data.Slice(NonceSize, TagSize), text);
        return text;
    }
}
