using System.Net;

namespace ApiAuth.Http.Cookies;

internal static class CookieDomain
{
    /// <summary>Whether a host is a domain or lies below it (RFC 6265, section 5.1.3).</summary>
    public static bool Matches(string host, string domain) =>
        host == domain
        || (host.Length > domain.Length
            && host.EndsWith(domain, StringComparison.Ordinal)
            && host[^(domain.Length + 1)] == '.'
            && !IPAddress.TryParse(host, out _));
}
