using System.Text.Json;
using ApiAuth.Http;
using ApiAuth.Providers;
using ApiAuth.Sessions;
using ApiAuth.Tokens;

namespace ApiAuth.Storage;

/// <summary>A session as it is handed to another process.</summary>
/// <param name="Name">In the registry.</param>
/// <param name="Provider">As <see cref="ApiProvider.Name"/>.</param>
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
    StoredToken? Token)
{
    /// <summary>The address of the request that shows whether the login is good. Null: the provider's own.</summary>
    public string? ProbeUri { get; init; }

    /// <summary>What protects the tokens that the session shares. Null: it shares none.</summary>
    public TokenCacheProtection? TokenCache { get; init; }

    /// <summary>The session, not yet connected.</summary>
    /// <param name="name">In place of the one that it had.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="store">Where its tokens are shared. Null: nowhere that can be reached here.</param>
    /// <exception cref="ApiException">Its service, or an option of it, is not known here.</exception>
    public ApiSession Open(string name, TimeProvider clock, ITokenStore? store = null) => new(
        name,
        Server,
        CreateProvider(),
        Profile,
        clock,
        new SessionOptions
        {
            Probe = ProbeUri is null ? null : new ApiRequest(ProbeUri),
            TokenStore = store,
            TokenCache = TokenCache,
            Token = Token,
        });

    private ApiProvider CreateProvider()
    {
        try
        {
            return ProviderFactory.TryCreate(Provider, Credential, Options)
                ?? throw new ApiException(ApiErrorId.InvalidSessionFile, $"The service '{Provider}' is not known to this version.");
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException or JsonException or InvalidOperationException or KeyNotFoundException)
        {
            // Without the cause, which may tell what is secret.
            throw new ApiException(ApiErrorId.InvalidSessionFile, $"The file has an option for the service '{Provider}' that this version can't read.");
        }
    }
}
