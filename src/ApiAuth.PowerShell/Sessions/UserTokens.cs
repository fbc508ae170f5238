using System.Security.Cryptography.X509Certificates;
using ApiAuth.Errors;
using ApiAuth.PowerShell.Errors;
using ApiAuth.Storage;

namespace ApiAuth.PowerShell.Sessions;

/// <summary>The tokens that the processes of this user share.</summary>
internal static class UserTokens
{
    /// <param name="protection">What keeps them from other eyes.</param>
    /// <param name="certificate">For the protection by one.</param>
    /// <param name="cancellationToken">Ends the wait for another process that makes the key of this system.</param>
    /// <exception cref="ArgumentException">The certificate is needed and missing, or lacks its private key.</exception>
    /// <exception cref="ApiException">The system offers no protection here.</exception>
    public static async Task<FileTokenStore> OpenAsync(
        TokenCacheProtection protection, X509Certificate2? certificate, CancellationToken cancellationToken)
    {
        string folder = FileTokenStore.UserFolder;
        IDataProtection means = protection switch
        {
            TokenCacheProtection.None => new NoProtection(),
            TokenCacheProtection.Certificate => new CertificateProtection(certificate is { HasPrivateKey: true }
                ? certificate
                : throw InvalidInput.For("TokenCacheCertificate", Texts.CertificateWithKeyNeeded), "TokenCacheCertificate"),
            _ => await SystemKey.GetOrCreateAsync(folder, TimeProvider.System, cancellationToken).ConfigureAwait(false),
        };
        return new FileTokenStore(folder, means, TimeProvider.System);
    }
}
