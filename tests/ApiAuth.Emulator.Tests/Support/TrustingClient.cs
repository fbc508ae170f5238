using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace ApiAuth.Emulator.Tests.Support;

/// <summary>A client that trusts one authority and nobody else. Each request has a connection of its own.</summary>
internal static class TrustingClient
{
    public static HttpClient Create(Uri address, string authorityPem) => new(new SocketsHttpHandler
    {
        UseProxy = false,
        PooledConnectionLifetime = TimeSpan.Zero,
        SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { X509Certificate2.CreateFromPem(authorityPem) },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        },
    })
    {
        BaseAddress = address,
    };
}
