using System.Collections.Frozen;

namespace ApiAuth.Diagnostics;

/// <summary>The headers whose values a log shows. All others are shown by name alone, since a service may put a secret in any.</summary>
internal static class KeptHeaders
{
    private static readonly FrozenSet<string> Names = FrozenSet.Create<string>(
        StringComparer.OrdinalIgnoreCase,
    [
        "Accept", "Accept-Charset", "Accept-Encoding", "Accept-Language", "Accept-Ranges", "Age", "Allow", "Alt-Svc", "Cache-Control", "Connection",
        "Content-Disposition", "Content-Encoding", "Content-Language", "Content-Length", "Content-Location", "Content-Range", "Content-Type", "Date",
        "ETag", "Expect", "Expires", "Host", "If-Match", "If-Modified-Since", "If-None-Match", "If-Range", "If-Unmodified-Since", "Keep-Alive",
        "Last-Modified", "Link", "Location", "Pragma", "Range", "Retry-After", "Server", "SOAPAction", "Strict-Transport-Security", "Trailer",
        "Transfer-Encoding", "Upgrade", "User-Agent", "Vary", "Via", "Warning", "WWW-Authenticate", "Proxy-Authenticate", "X-Powered-By",
        "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset", "X-Requested-With",
        .. RequestIds.HeaderNames,
    ]);

    public static bool Contains(string name) => Names.Contains(name);
}
