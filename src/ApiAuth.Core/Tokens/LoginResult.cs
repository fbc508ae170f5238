using System.Net.Http.Headers;
using ApiAuth.Http.Cookies;

namespace ApiAuth.Tokens;

/// <summary>What a provider made of the answer to a login.</summary>
internal sealed record LoginResult(Secret Value)
{
    /// <summary>From when it was given; null where the service does not say.</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>When the service gave it. Null: just now.</summary>
    public DateTimeOffset? IssuedAt { get; init; }

    /// <summary>Whether another client of the same user had it already, so that no login was needed.</summary>
    public bool IsShared { get; init; }

    /// <summary>A second secret that travels with the first, such as an anti-forgery token.</summary>
    public Secret? Companion { get; init; }

    public CookieJar Cookies { get; init; } = CookieJar.Empty;

    /// <summary>The Authorization header, where the token goes there.</summary>
    public AuthenticationHeaderValue? Header { get; init; }

    /// <summary>What the service told beside it, by name: shown to the user, so never a secret.</summary>
    public IReadOnlyDictionary<string, object> Facts { get; init; } = new Dictionary<string, object>();

    /// <summary>Nothing of it: the text of a record would hold the header, and so the token.</summary>
    public override string ToString() => nameof(LoginResult);
}
