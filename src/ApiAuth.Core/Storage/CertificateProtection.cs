using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using ApiAuth.Errors;

namespace ApiAuth.Storage;

/// <summary>Cryptographic Message Syntax (RFC 5652), as Protect-CmsMessage writes it: who has the certificate's private key can read it.</summary>
internal sealed class CertificateProtection : IDataProtection
{
    // 2.16.840.1.101.3.4.1.42: AES with 256 bits in CBC mode (RFC 3565).
    private static readonly AlgorithmIdentifier Aes256 = new(new Oid("2.16.840.1.101.3.4.1.42"));

    private readonly X509Certificate2 _certificate;

    /// <param name="certificate">With its private key where something is to be read.</param>
    /// <param name="parameter">Who gave it.</param>
    /// <exception cref="ArgumentException">Nothing can be encrypted for its key.</exception>
    public CertificateProtection(X509Certificate2 certificate, string parameter = "Certificate")
    {
        using var key = certificate.GetRSAPublicKey();
        _certificate = key is not null
            ? certificate
            : throw InvalidInput.For(parameter, "The certificate has no RSA key, and nothing can be encrypted for another. Give one with an RSA key.");
    }

    public string Name => $"cms-{_certificate.Thumbprint.ToLowerInvariant()}";

    public byte[] Protect(ReadOnlySpan<byte> data)
    {
        var message = new EnvelopedCms(new ContentInfo(data.ToArray()), Aes256);
        message.Encrypt(new CmsRecipient(SubjectIdentifierType.IssuerAndSerialNumber, _certificate, RSAEncryptionPadding.OaepSHA256));
        return message.Encode();
    }

    public byte[] Unprotect(ReadOnlySpan<byte> data)
    {
        var message = new EnvelopedCms();
        message.Decode(data);
        message.Decrypt([_certificate]);
        return message.ContentInfo.Content;
    }
}
