using System.Collections.Concurrent;
using ApiAuth.Emulator.Accounts;
using ApiAuth.Emulator.Hosting;

namespace ApiAuth.Emulator.Elvis;

internal sealed class ElvisSessions(EmulatorState state)
{
    private static readonly string[] _roles = ["ROLE_USER", "ROLE_CHECKOUT", "ROLE_DOWNLOAD", "ROLE_IMPORT", "ROLE_VERSIONS"];

    private readonly ConcurrentDictionary<string, ElvisSession> _byToken = new();
    private readonly Lock _licences = new();
    private int _number;

    /// <summary>Null where the user's licence allows no further session.</summary>
    public ElvisSession? OpenApi(ElvisAccount account, string? clientId)
    {
        lock (_licences)
        {
            bool isTaken = state.Settings.Elvis.OneSessionPerNonApiUser
                && account.UserType != "API"
                && _byToken.Values.Any(session => session.Account.UserName == account.UserName && !session.IsWeb && IsLive(session));
            return isTaken ? null : Add(account, "API", clientId, csrfToken: null);
        }
    }

    public ElvisSession OpenWeb(ElvisAccount account, string clientType, string? clientId) =>
        Add(account, clientType, clientId, Secret.NewText(32));

    /// <summary>A web session's next token: its life starts anew. The token before stays good for what is left of its own.</summary>
    public ElvisSession Prolong(ElvisSession session) => Add(session.Account, "WEB", session.ClientId, session.CsrfToken);

    /// <summary>The session that a token was issued for, live or not.</summary>
    public ElvisSession? Find(string token) => _byToken.GetValueOrDefault(token);

    public bool IsLive(ElvisSession session) => !session.IsClosed && state.Time.GetUtcNow() < session.ExpiresAt;

    public void Close(ElvisSession session) => _byToken[session.Token] = session with { IsClosed = true };

    public int EndAll()
    {
        ElvisSession[] live = [.. _byToken.Values.Where(IsLive)];
        Array.ForEach(live, Close);
        return live.Length;
    }

    /// <summary>The roles of the token's claims and of the profile.</summary>
    public static IReadOnlyList<string> AuthoritiesOf(ElvisAccount account) =>
        [.. _roles, $"ROLE_USERTYPE_{account.UserType}", .. account.SuperUser ? (string[])["ROLE_SUPERUSER"] : []];

    private ElvisSession Add(ElvisAccount account, string clientType, string? clientId, string? csrfToken)
    {
        TimeSpan lifetime = TimeSpan.FromMinutes(state.Settings.Elvis.TokenLifetimeMinutes);
        DateTimeOffset now = state.Time.GetUtcNow();
        string token = ElvisToken.Create(Claims(account, clientType, clientId, csrfToken is not null, now, lifetime));
        ElvisSession session = new(Interlocked.Increment(ref _number), account, token, clientId, csrfToken, now + lifetime);
        return _byToken[token] = session;
    }

    /// <summary>The claims of the documentation's sample, in its order.</summary>
    private static object Claims(
        ElvisAccount account, string clientType, string? clientId, bool needsCsrf, DateTimeOffset now, TimeSpan lifetime) => new
        {
            sub = account.UserName,
            clientType,
            clientId,
            nbf = now.AddSeconds(-120).ToUnixTimeSeconds(),
            expiryTime = ((long)lifetime.TotalMilliseconds).ToString(CultureInfo.InvariantCulture),
            reqCsrf = needsCsrf,
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
