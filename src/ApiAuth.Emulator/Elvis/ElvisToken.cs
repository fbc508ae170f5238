using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ApiAuth.Emulator.Elvis;

/// <summary>
/// Tokens as the documentation's sample is one: HS512, the claims a zlib stream that ends in a sync flush, without
/// a last block or a checksum, which the header calls "DEF".
/// </summary>
internal static class ElvisToken
{
    private static readonly byte[] _signingKey = RandomNumberGenerator.GetBytes(64);

    private static readonly string _header = Base64Url.EncodeToString("""{"alg":"HS512","zip":"DEF"}"""u8);

    public static string Create(object claims)
    {
        string signed = $"{_header}.{Base64Url.EncodeToString(Deflate(JsonSerializer.SerializeToUtf8Bytes(claims)))}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA512.HashData(_signingKey, Encoding.ASCII.GetBytes(signed)))}";
    }

    private static byte[] Deflate(byte[] claims)
    {
        using MemoryStream buffer = new();
        using ZLibStream zlib = new(buffer, CompressionLevel.Optimal, leaveOpen: true);
        zlib.Write(claims);
        zlib.Flush();
        return buffer.ToArray();
    }
}
