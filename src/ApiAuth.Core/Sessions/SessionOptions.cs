using ApiAuth.Http;
using ApiAuth.Storage;
using ApiAuth.Tokens;

namespace ApiAuth.Sessions;

/// <summary>What a session has besides its service and its connection.</summary>
internal sealed record SessionOptions
{
    public static readonly SessionOptions Default = new();

    /// <summary>A cheap request that shows whether the login is good. Null: the provider's own.</summary>
    public ApiRequest? Probe { get; init; }

    /// <summary>Where its tokens are shared. Null: nowhere that this session can reach.</summary>
    public ITokenStore? TokenStore { get; init; }

    /// <summary>What protects them there. Null: they are not shared.</summary>
    public TokenCacheProtection? TokenCache { get; init; }

    /// <summary>Whether others use its tokens too, so that it may not log them out.</summary>
    public bool SharesTokens => TokenStore is not null || TokenCache is not null;

    /// <summary>
    /// Reads the credential anew from where it came, before each login but the first, since it may have been changed there.
    /// Null in the result: it is not there any more. Null: it came from the user.
    /// </summary>
    public Func<CancellationToken, Task<ApiCredential?>>? CredentialSource { get; init; }

    /// <summary>Sends in place of sockets. Null: sockets.</summary>
    public HttpMessageHandler? Primary { get; init; }

    /// <summary>What another process has handed over in place of the first login.</summary>
    public StoredToken? Token { get; init; }
}
