using ApiAuth.Errors;
using ApiAuth.Http;
using ApiAuth.Http.Limits;
using ApiAuth.Http.Paging;
using ApiAuth.Tokens;

namespace ApiAuth.Providers;

/// <summary>All that is peculiar to one service: how to log in, where the token goes, what an answer means, how to log out.</summary>
internal abstract class ApiProvider(ApiCredential credential)
{
    private volatile ApiCredential? _credential = credential;

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
    public void Replace(ApiCredential credential) => _credential = credential;

    /// <summary>What besides the address and the credential decides which token a login gives.</summary>
    public virtual IReadOnlyList<string> TokenKind => [];

    /// <summary>What it was made with besides the credential, for its <see cref="ProviderFactory"/>. It may hold secrets: it is kept under protection only.</summary>
    public virtual IReadOnlyDictionary<string, string> Options { get; } = new Dictionary<string, string>();

    public void Forget() => _credential = null;

    /// <summary>Logs in.</summary>
    /// <exception cref="ApiException">The service refused, or its answer is not one.</exception>
    public abstract ValueTask<LoginResult> LogInAsync(LoginChannel channel, CancellationToken cancellationToken);

    /// <summary>Places the token on a request, anew for each attempt.</summary>
    /// <returns>False where the caller has put a credential of its own there, which is left alone.</returns>
    public abstract bool Authorize(ApiRequestMessage message, Token token);

    /// <summary>Says what an answer means: services report failures with a status of success too.</summary>
    public virtual ResponseVerdict Judge(ResponseHead head)
    {
        var verdict = ResponseVerdict.FromStatus(head.Status);
        return verdict.Outcome == ResponseOutcome.Accepted ? verdict : verdict with { Message = JsonPeek.Member(head.Body, "message"u8) };
    }

    /// <summary>Logs out where the service can.</summary>
    /// <exception cref="ApiException">The service did not take it.</exception>
    public virtual ValueTask LogOutAsync(LoginChannel channel, Token token, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
