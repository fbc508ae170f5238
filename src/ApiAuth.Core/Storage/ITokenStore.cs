using System.Security.Cryptography;

namespace ApiAuth.Storage;

/// <summary>Where clients of one account find each other's tokens: one entry for each key.</summary>
internal interface ITokenStore
{
    /// <summary>Alone with an entry, among all clients of the store, until disposed.</summary>
    /// <returns>Null where others hold it for too long, or the store can't be locked.</returns>
    ValueTask<IDisposable?> EnterAsync(string key, CancellationToken cancellationToken);

    /// <summary>Null where there is none that can be used.</summary>
    StoredToken? Read(string key);

    /// <exception cref="IOException">It could not be kept.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be kept.</exception>
    /// <exception cref="CryptographicException">It could not be encrypted.</exception>
    void Write(string key, StoredToken token);

    /// <summary>Removes all entries.</summary>
    /// <returns>How many.</returns>
    int Clear();
}
