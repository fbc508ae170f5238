using ApiAuth.Diagnostics;
using ApiAuth.Http;
using ApiAuth.Providers;
using ApiAuth.Tokens;

namespace ApiAuth.Sessions;

/// <summary>What a session knows that is not to be shown.</summary>
/// <param name="provider">Has the credential, and what else a login is made with.</param>
/// <param name="profile">Has the credential for the proxy.</param>
/// <param name="token">The one that the session has now; null where it has none.</param>
internal sealed class SessionSecrets(ApiProvider provider, ConnectionProfile profile, Func<Token?> token)
{
    public IEnumerable<string> All()
    {
        IEnumerable<string> secrets = provider.OtherSecrets;
        if (provider.TryGetCredential() is { } credential)
        {
            secrets = secrets.Concat(WithUser(credential.Secret.Reveal(), credential.UserName));
        }

        if (profile.ProxyCredential is { Password.Length: > 0 } proxy)
        {
            secrets = secrets.Concat(WithUser(proxy.Password, proxy.UserName));
        }

        return token() is { } current ? secrets.Concat(RequestSecrets.OfToken(current)) : secrets;
    }

    // Basic authentication writes the two as one (RFC 7617).
    private static string[] WithUser(string secret, string? userName) => userName is null ? [secret] : [secret, $"{userName}:{secret}"];
}
