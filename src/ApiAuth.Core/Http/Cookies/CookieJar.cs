using System.Text;

namespace ApiAuth.Http.Cookies;

/// <summary>The cookies of one login: a snapshot that is replaced whole and never changed.</summary>
internal sealed class CookieJar
{
    public static readonly CookieJar Empty = new([]);

    // Generous beside the 50 that browsers grant a domain; what a server sets beyond it is dropped, oldest first.
    private const int MostCookies = 180;

    private readonly Cookie[] _cookies;

    private CookieJar(Cookie[] cookies) => _cookies = cookies;

    public static CookieJar Of(IEnumerable<Cookie> cookies) => new([.. cookies.TakeLast(MostCookies)]);

    public IReadOnlyList<Cookie> Cookies => _cookies;

    public bool IsEmpty => _cookies.Length == 0;

    /// <summary>When the first of them ends; null where none says.</summary>
    public DateTimeOffset? ExpiresAt => _cookies.Min(static cookie => cookie.ExpiresAt);

    /// <summary>The value of the newest cookie with this name; null where there is none.</summary>
    public string? this[string name] => Array.FindLast(_cookies, cookie => cookie.Name == name)?.Value;

    public IEnumerable<string> Values => _cookies.Select(static cookie => cookie.Value);

    /// <summary>The jar after an answer's Set-Cookie headers; the same one where they change nothing.</summary>
    public CookieJar Apply(IEnumerable<string> setCookieHeaders, Uri requestUri, DateTimeOffset now)
    {
        List<Cookie>? changed = null;
        foreach (string header in setCookieHeaders)
        {
            if (SetCookieParser.Parse(header, requestUri, now) is not { } cookie)
            {
                continue;
            }

            changed ??= [.. _cookies.Where(old => old.ExpiresAt is null || old.ExpiresAt > now)];
            changed.RemoveAll(cookie.Replaces);
            if (cookie.ExpiresAt is null || cookie.ExpiresAt > now)
            {
                changed.Add(cookie);
            }
        }

        return changed is null ? this : new CookieJar([.. changed.TakeLast(MostCookies)]);
    }

    /// <summary>The value of the Cookie header for an address, longest path first; null where no cookie belongs to it.</summary>
    public string? HeaderFor(Uri uri, DateTimeOffset now)
    {
        StringBuilder? header = null;
        foreach (var cookie in _cookies.Where(cookie => cookie.BelongsTo(uri, now)).OrderByDescending(static cookie => cookie.Path.Length))
        {
            header = header is null ? new StringBuilder() : header.Append("; ");
            header.Append(cookie.Name).Append('=').Append(cookie.Value);
        }

        return header?.ToString();
    }

    public override string ToString() => $"{_cookies.Length} cookies";
}
