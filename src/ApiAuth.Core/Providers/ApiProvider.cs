using ApiAuth.Errors;
using ApiAuth.Http;
using ApiAuth.Http.Cookies;
using ApiAuth.Http.Limits;
using ApiAuth.Http.Paging;
using ApiAuth.Tokens;

namespace ApiAuth.Providers;

/// <summary>All that is peculiar to one service: how to log in, where the token goes, what an answer means, how to log out.</summary>
/// <param name="credential">What the login is made with.</param>
/// <param name="check">Throws an <see cref="ArgumentException"/> without the secret where a credential can't be sent as it is. Null: any can.</param>
internal abstract class ApiProvider(ApiCredential credential, Action<ApiCredential>? check = null)
{
    private volatile ApiCredential? _credential = Checked(credential, check);

    /// <summary>Such as <c>Elvis</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Null where a key stands for the user and does not name one.</summary>
    public virtual string? UserName { get; } = credential.UserName;

    public virtual TokenPolicy Policy => TokenPolicy.Renewable;

    /// <summary>What the service publishes that it takes; null where it publishes nothing.</summary>
    public virtual RequestLimit? Limit => null;

    /// <summary>A cheap request that shows whether the login is good; null where the service has none that is known.</summary>
    public virtual ApiRequest? Probe => null;

    /// <summary>What is worth knowing of how long a login lasts, as a part of a sentence; null where nothing is.</summary>
    public virtual string? LoginNote => null;

    /// <summary>What to do where the service holds requests back.</summary>
    public virtual string ThrottleRemedy => Remedies.For(ApiErrorId.RateLimited);

    /// <summary>What stands in a body in place of the token; null where the token never goes there.</summary>
    public virtual string? TokenMarker => null;

    /// <summary>How the service gives long lists in pages.</summary>
    public virtual PageScheme Paging => PageScheme.Link;

    /// <summary>What the login is made with.</summary>
    /// <exception cref="ApiException">It has been forgotten.</exception>
    protected ApiCredential Credential => _credential ?? throw new ApiException(ApiErrorId.SessionDisconnected, "The session is disconnected.");

    /// <summary>What else is sent at the login and is not to be shown.</summary>
    public virtual IEnumerable<string> OtherSecrets => [];

    public ApiCredential? TryGetCredential() => _credential;

    /// <summary>Takes a newer credential of the same user.</summary>
    /// <exception cref="ArgumentException">It can't be sent as it is; the one before stays. The message does not hold it.</exception>
    public void Replace(ApiCredential credential) => _credential = Checked(credential, check);

    /// <summary>What besides the address and the credential decides which token a login gives.</summary>
    public virtual IReadOnlyList<string> TokenKind => [];

    /// <summary>What it was made with besides the credential, for its <see cref="ProviderFactory"/>.</summary>
    public virtual IReadOnlyDictionary<string, string> Options { get; } = new Dictionary<string, string>();

    /// <summary>Those of the options that only a login needs. They may hold secrets: they go where the credential goes.</summary>
    public virtual IReadOnlyDictionary<string, string> LoginOptions { get; } = new Dictionary<string, string>();

    /// <summary>What the session was made with and may be seen, by name; it goes before what a login tells under the same name.</summary>
    public virtual IReadOnlyDictionary<string, object> Facts { get; } = new Dictionary<string, object>();

    /// <summary>Forgets all that a login is made with and is a secret.</summary>
    public virtual void Forget() => _credential = null;

    /// <summary>Logs in.</summary>
    /// <exception cref="ApiException">The service refused, or its answer is not one.</exception>
    public abstract ValueTask<LoginResult> LogInAsync(LoginChannel channel, CancellationToken cancellationToken);

    /// <summary>Places the token on a request, anew for each attempt.</summary>
    /// <returns>False where the caller has put a credential of its own there, which is left alone.</returns>
    public abstract bool Authorize(ApiRequestMessage message, Token token);

    /// <summary>How long a cookie of the login lasts that an answer has renewed; null where it does not say.</summary>
    /// <param name="cookie">As it is now.</param>
    /// <param name="now">By this machine's clock.</param>
    /// <param name="serviceNow">By the service's clock where it tells it, else by this machine's.</param>
    public virtual TimeSpan? LifetimeOf(Cookie cookie, DateTimeOffset now, DateTimeOffset serviceNow) => cookie.ExpiresAt - now;

    /// <summary>What of a token is given to the user, as it would go on a request to the server now.</summary>
    public virtual Secret ValueOf(Token token, Uri server, DateTimeOffset now) => token.Value;

    /// <summary>Says what an answer means: services report failures with a status of success too.</summary>
    public virtual ResponseVerdict Judge(ResponseHead head)
    {
        var verdict = ResponseVerdict.FromStatus(head.Status);
        return verdict.Outcome == ResponseOutcome.Accepted ? verdict : verdict with { Message = JsonPeek.Member(head.Body, "message"u8) };
    }

    /// <summary>Logs out where the service can.</summary>
    /// <exception cref="ApiException">The service did not take it.</exception>
    public virtual ValueTask LogOutAsync(LoginChannel channel, Token token, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    private static ApiCredential Checked(ApiCredential credential, Action<ApiCredential>? check)
    {
        check?.Invoke(credential);
        return credential;
    }
}
