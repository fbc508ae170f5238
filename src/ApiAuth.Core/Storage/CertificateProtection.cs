using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace ApiAuth.Storage;

/// <summary>Cryptographic Message Syntax (RFC 5652), as Protect-CmsMessage writes it: who has the certificate's private key can read it.</summary>
internal sealed class CertificateProtection(X509Certificate2 certificate) : IDataProtection
{
    // 2.16.840.1.101.3.4.1.42: AES with 256 bits in CBC mode (RFC 3565).
    private static readonly AlgorithmIdentifier Aes256 = new(new Oid("2.16.840.1.101.3.4.1.42"));

    public string Name => $"cms-{certificate.Thumbprint.ToLowerInvariant()}";

    public byte[] Protect(ReadOnlySpan<byte> data)
    {
        var message = new EnvelopedCms(new ContentInfo(data.ToArray()), Aes256);
        message.Encrypt(new CmsRecipient(SubjectIdentifierType.IssuerAndSerialNumber, certificate, RSAEncryptionPadding.OaepSHA256));
        return message.Encode();
    }

    public byte[] Unprotect(ReadOnlySpan<byte> data)
    {
        var message = new EnvelopedCms();
        message.Decode(data);
        message.Decrypt([certificate]);
        return message.ContentInfo.Content;
    }
}
