using System.Collections.Concurrent;
using ApiAuth.Emulator.Hosting;

namespace ApiAuth.Emulator.Elvis;

internal sealed class ElvisSessions(EmulatorState state)
{
    private static readonly string[] _roles = ["ROLE_USER", "ROLE_CHECKOUT", "ROLE_DOWNLOAD", "ROLE_IMPORT", "ROLE_VERSIONS"];

    private readonly ConcurrentDictionary<string, IssuedToken> _byToken = new();
    private readonly Lock _licences = new();
    private int _number;

    private DateTimeOffset Now => state.Time.GetUtcNow();

    /// <summary>Null where the user's licence allows no further session.</summary>
    public IssuedToken? OpenApi(ElvisAccount account, string? clientId)
    {
        lock (_licences)
        {
            bool isTaken = state.Settings.Elvis.OneSessionPerNonApiUser
                && account.UserType != "API"
                && _byToken.Values.Any(token => token.Session.Account.UserName == account.UserName && !token.Session.IsWeb && token.IsLive(Now));
            return isTaken ? null : Open(account, "API", clientId, csrfToken: null);
        }
    }

    public IssuedToken OpenWeb(ElvisAccount account, string clientType, string? clientId) =>
        Open(account, clientType, clientId, Secret.NewText(32));

    /// <summary>A session's next token, of a whole life. A token before it stays good for what is left of its own.</summary>
    public IssuedToken Issue(ElvisSession session)
    {
        TimeSpan lifetime = TimeSpan.FromMinutes(state.Settings.Elvis.TokenLifetimeMinutes);
        DateTimeOffset now = Now;
        string value = ElvisToken.Create(Claims(session, now, lifetime));
        return _byToken[value] = new IssuedToken(value, session, now + lifetime);
    }

    /// <summary>The session that a token was issued for, and whether the token is still good; null for a token that never was.</summary>
    public IssuedToken? Find(string token) => _byToken.GetValueOrDefault(token);

    /// <summary>Ends every session; answers how many had a token that was still good.</summary>
    public int EndAll()
    {
        ElvisSession[] live = [.. _byToken.Values.Where(token => token.IsLive(Now)).Select(token => token.Session).Distinct()];
        Array.ForEach(live, session => session.Close());
        return live.Length;
    }

    /// <summary>The roles of the token's claims and of the profile.</summary>
    public static IReadOnlyList<string> AuthoritiesOf(ElvisAccount account) =>
        [.. _roles, $"ROLE_USERTYPE_{account.UserType}", .. account.SuperUser ? (string[])["ROLE_SUPERUSER"] : []];

    private IssuedToken Open(ElvisAccount account, string clientType, string? clientId, string? csrfToken) =>
        Issue(new ElvisSession(Interlocked.Increment(ref _number), account, clientType, clientId, csrfToken));

    /// <summary>The claims of the documentation's sample, in its order.</summary>
    private static object Claims(ElvisSession session, DateTimeOffset now, TimeSpan lifetime)
    {
        ElvisAccount account = session.Account;
        return new
        {
            sub = account.UserName,
            clientType = session.ClientType,
            clientId = session.ClientId,
            nbf = now.AddSeconds(-120).ToUnixTimeSeconds(),
            expiryTime = ((long)lifetime.TotalMilliseconds).ToString(CultureInfo.InvariantCulture),
            reqCsrf = session.IsWeb,
            userType = account.UserType,
            exp = (now + lifetime).ToUnixTimeSeconds(),
            userDetails = new
            {
                aut = account.SuperUser ? (string[])["ROLE_SUPERUSER", "ROLE_USER"] : ["ROLE_USER"],
                cts = "api",
                ema = account.Email,
                una = account.UserName,
                ane = true,
                ena = true,
                cne = true,
                fun = account.FullName,
                anl = true,
            },
            iat = now.ToUnixTimeSeconds(),
            authId = Secret.NewText(),
            authorities = AuthoritiesOf(account),
        };
    }
}
