using System.Globalization;
using System.Numerics;

namespace ApiAuth.Http.Cookies;

/// <summary>Reads a Set-Cookie header as RFC 6265, section 5.2, has it, with the name prefixes of its successor.</summary>
internal static class SetCookieParser
{
    /// <summary>As browsers have it, name and value together.</summary>
    private const int LongestCookie = 4096;

    /// <summary>The cookie, already expired where the server takes it back; null where it is to be ignored.</summary>
    public static Cookie? Parse(ReadOnlySpan<char> header, Uri requestUri, DateTimeOffset now)
    {
        int end = header.IndexOf(';');
        var pair = end < 0 ? header : header[..end];
        int equals = pair.IndexOf('=');
        if (equals < 0 || pair[..equals].Trim().IsEmpty || pair.Length > LongestCookie || pair.IndexOfAnyExceptInRange(' ', '~') >= 0)
        {
            return null;
        }

        var cookie = new Cookie(pair[..equals].Trim().ToString(), pair[(equals + 1)..].Trim().ToString())
        {
            Domain = requestUri.IdnHost,
            HostOnly = true,
            Path = DefaultPath(requestUri.AbsolutePath),
        };

        bool hasMaxAge = false;
        while (end >= 0)
        {
            header = header[(end + 1)..];
            end = header.IndexOf(';');
            var attribute = end < 0 ? header : header[..end];
            equals = attribute.IndexOf('=');
            var name = (equals < 0 ? attribute : attribute[..equals]).Trim();
            var value = equals < 0 ? [] : attribute[(equals + 1)..].Trim();

            if (name.Equals("Domain", StringComparison.OrdinalIgnoreCase) && !value.TrimStart('.').IsEmpty)
            {
                string domain = value.TrimStart('.').ToString().ToLowerInvariant();
                if (!CookieDomain.Matches(requestUri.IdnHost, domain))
                {
                    return null;
                }

                cookie = cookie with { Domain = domain, HostOnly = false };
            }
            else if (name.Equals("Path", StringComparison.OrdinalIgnoreCase))
            {
                cookie = cookie with { Path = value.StartsWith("/") ? value.ToString() : DefaultPath(requestUri.AbsolutePath) };
            }
            else if (name.Equals("Secure", StringComparison.OrdinalIgnoreCase))
            {
                cookie = cookie with { Secure = true };
            }
            else if (name.Equals("Max-Age", StringComparison.OrdinalIgnoreCase)
                && BigInteger.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
            {
                hasMaxAge = true;
                cookie = cookie with { ExpiresAt = Expiry(now, seconds) };
            }
            else if (!hasMaxAge
                && name.Equals("Expires", StringComparison.OrdinalIgnoreCase)
                && CookieDate.Parse(value) is { } expires)
            {
                cookie = cookie with { ExpiresAt = expires };
            }
        }

        return PrefixHolds(cookie, requestUri) ? cookie : null;
    }

    private static DateTimeOffset Expiry(DateTimeOffset now, BigInteger seconds) =>
        seconds <= 0 ? DateTimeOffset.MinValue
        : seconds < (long)(DateTimeOffset.MaxValue - now).TotalSeconds ? now.AddSeconds((double)seconds)
        : DateTimeOffset.MaxValue;

    private static string DefaultPath(string path)
    {
        int slash = path.LastIndexOf('/');
        return slash <= 0 ? "/" : path[..slash];
    }

    private static bool PrefixHolds(Cookie cookie, Uri uri)
    {
        bool trustworthy = cookie.Secure && (uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback);
        return cookie.Name switch
        {
            var name when name.StartsWith("__Host-", StringComparison.OrdinalIgnoreCase) => trustworthy && cookie.HostOnly && cookie.Path == "/",
            var name when name.StartsWith("__Secure-", StringComparison.OrdinalIgnoreCase) => trustworthy,
            _ => true,
        };
    }
}
