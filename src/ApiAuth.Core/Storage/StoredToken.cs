using ApiAuth.Tokens;

namespace ApiAuth.Storage;

/// <summary>What one login brought, as it is kept outside the process.</summary>
/// <param name="Result">With <see cref="LoginResult.IssuedAt"/>.</param>
internal sealed record StoredToken(LoginResult Result)
{
    /// <summary>A token of a session, to hand on.</summary>
    public static StoredToken Of(Token token, IReadOnlyDictionary<string, object> facts) => new(new LoginResult(token.Value)
    {
        IssuedAt = token.Schedule.IssuedAt,
        Lifetime = token.ExpiresAt - token.Schedule.IssuedAt,
        Companion = token.Companion,
        Cookies = token.Cookies,
        Header = token.Header,
        Facts = facts,
    });
}
