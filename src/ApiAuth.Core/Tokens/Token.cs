using System.Net.Http.Headers;
using ApiAuth.Http.Cookies;

namespace ApiAuth.Tokens;

/// <summary>What one login brought: a snapshot that is replaced whole and never changed.</summary>
internal sealed class Token
{
    /// <summary>Counts the logins of a session from 1; a renewal of cookies keeps it.</summary>
    public required int Generation { get; init; }

    public required Secret Value { get; init; }

    /// <summary>A second secret that travels with the first, such as an anti-forgery token.</summary>
    public Secret? Companion { get; init; }

    public CookieJar Cookies { get; init; } = CookieJar.Empty;

    /// <summary>Names of those that the login set: of all that follow, these alone say how long it lasts.</summary>
    public IReadOnlyCollection<string> CookiesOfLogin { get; init; } = [];

    public required TokenSchedule Schedule { get; init; }

    /// <summary>Made once for each login, since it goes on every request.</summary>
    public AuthenticationHeaderValue? Header { get; init; }

    /// <summary>From 0 to 1, drawn once for each login; see <see cref="TokenSchedule.Create"/>.</summary>
    public double Jitter { get; init; }

    public DateTimeOffset? ExpiresAt => Schedule.ExpiresAt;

    public Token With(CookieJar cookies, TokenSchedule schedule) => new()
    {
        Generation = Generation,
        Value = Value,
        Companion = Companion,
        Cookies = cookies,
        CookiesOfLogin = CookiesOfLogin,
        Schedule = schedule,
        Header = Header,
        Jitter = Jitter,
    };

    public override string ToString() => $"Token {Generation}";
}
