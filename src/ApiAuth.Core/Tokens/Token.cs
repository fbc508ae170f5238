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

    public required TokenSchedule Schedule { get; init; }

    /// <summary>Made once for each login, since it goes on every request.</summary>
    public AuthenticationHeaderValue? Header { get; init; }

    public DateTimeOffset? ExpiresAt => Schedule.ExpiresAt;

    public Token With(CookieJar cookies, TokenSchedule schedule) => new()
    {
        Generation = Generation,
        Value = Value,
        Companion = Companion,
        Cookies = cookies,
        Schedule = schedule,
        Header = Header,
    };

    public override string ToString() => $"Token {Generation}";
}
