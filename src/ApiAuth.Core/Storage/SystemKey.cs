using System.Security.Cryptography;
using Microsoft.Identity.Client.Extensions.Msal;

namespace ApiAuth.Storage;

/// <summary>
/// A key that the system keeps for its user: by DPAPI on Windows, in the Keychain on macOS, in the keyring (libsecret) on Linux.
/// The files of the cache are encrypted under it.
/// </summary>
internal static class SystemKey
{
    private const string Remedy =
        "Choose another protection: -TokenCacheProtection Certificate with -TokenCacheCertificate, or, knowing that whoever can read your files "
        + "can read the tokens, -TokenCacheProtection None. Or leave -TokenCache at Process.";

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <exception cref="ApiException">The system offers no protection here, such as where nobody is logged in at a desktop.</exception>
    public static async Task<IDataProtection> GetOrCreateAsync(string folder, TimeProvider clock, CancellationToken cancellationToken)
    {
        // Asking a keyring that is not there, or is locked, may open a window that nobody sees.
        if (OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS") is null or "")
        {
            throw Unavailable("This session has no keyring.", null);
        }

        try
        {
            using var turn = await EnterAsync(folder, clock, cancellationToken).ConfigureAwait(false);
            return await Task.Run(() => ReadOrMake(folder), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (ApiException or OperationCanceledException))
        {
            throw Unavailable(exception.Message, exception);
        }
    }

    /// <summary>Alone with the key: of two that made one at the same time, one would encrypt what nobody can read.</summary>
    /// <exception cref="ApiException">Others have been alone with it for longer than it takes to make one.</exception>
    internal static async Task<IDisposable> EnterAsync(string folder, TimeProvider clock, CancellationToken cancellationToken)
    {
        PrivateFolder.Create(folder);
        return await FileLock.WaitAsync(Path.Combine(folder, "system.lock"), LongestWait, clock, cancellationToken).ConfigureAwait(false)
            ?? throw Unavailable("Another process holds its key, and does not let go of it.", null);
    }

    private static KeyProtection ReadOrMake(string folder)
    {
        var storage = Microsoft.Identity.Client.Extensions.Msal.Storage.Create(
            new StorageCreationPropertiesBuilder("system.key", folder)
                .WithMacKeyChain("ApiAuth", "token-cache")
                .WithLinuxKeyring("apiauth.tokencache", "default", "ApiAuth token cache", new("version", "1"), new("product", "ApiAuth"))
                .Build());
        byte[] key = storage.ReadData();
        if (key.Length != KeyProtection.KeySize)
        {
            storage.VerifyPersistence();
            storage.WriteData(RandomNumberGenerator.GetBytes(KeyProtection.KeySize));
            key = storage.ReadData();
        }

        return key.Length == KeyProtection.KeySize ? new KeyProtection("system", key) : throw Unavailable("The system did not keep its key.", null);
    }

    private static ApiException Unavailable(string reason, Exception? cause) =>
        new(ApiErrorId.TokenCacheUnavailable, $"The system offers no protection for a token cache: {reason}", cause) { RecommendedAction = Remedy };
}
