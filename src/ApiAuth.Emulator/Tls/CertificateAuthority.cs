using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ApiAuth.Emulator.Tls;

/// <summary>Issues the emulator's certificates. It is made anew at each start, so nobody trusts it who was not told to.</summary>
public sealed class CertificateAuthority : IDisposable
{
    /// <summary>What the address is called that the emulator listens on.</summary>
    public const string LoopbackName = "localhost";

    /// <summary>As long as a public authority would: clients may refuse certificates of a longer life.</summary>
    private static readonly TimeSpan _lifetime = TimeSpan.FromDays(398);

    private readonly X509Certificate2 _certificate = CreateSelfSigned();

    /// <summary>Its own certificate in PEM, for a client that is to trust it.</summary>
    public string Pem => _certificate.ExportCertificatePem();

    public void Dispose() => _certificate.Dispose();

    /// <summary>A certificate with its private key. One for <see cref="LoopbackName"/> is good for 127.0.0.1 too.</summary>
    public X509Certificate2 Issue(string name, DateTimeOffset end)
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(name);
        if (name == LoopbackName)
        {
            names.AddIpAddress(IPAddress.Loopback);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1", "Server Authentication")], critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using X509Certificate2 issued = request.Create(_certificate, end - _lifetime, end, RandomNumberGenerator.GetBytes(16));
        return Reloaded(issued.CopyWithPrivateKey(key));
    }

    private static X509Certificate2 CreateSelfSigned()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=ApiAuth Emulator Authority", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request.CreateSelfSigned(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    // A key that is in memory only is of no use to the TLS of Windows.
    private static X509Certificate2 Reloaded(X509Certificate2 certificate)
    {
        using (certificate)
        {
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), password: null);
        }
    }
}
