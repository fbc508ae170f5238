using ApiAuth.Http;
using ApiAuth.Tokens;

namespace ApiAuth.Storage;

/// <summary>A session as it is handed to another process.</summary>
/// <param name="Name">In the registry.</param>
/// <param name="Provider">Such as <c>Elvis</c>.</param>
/// <param name="Server">The base address.</param>
/// <param name="Credential">May be absent.</param>
/// <param name="Options">What the provider was made with.</param>
/// <param name="Profile">Its certificate stays on this machine: a private key is handed over by other means.</param>
/// <param name="Token">Null where there is none at the moment.</param>
internal sealed record SessionSnapshot(
    string Name,
    string Provider,
    Uri Server,
    ApiCredential Credential,
    IReadOnlyDictionary<string, string> Options,
    ConnectionProfile Profile,
    StoredToken? Token);
