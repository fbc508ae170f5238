namespace ApiAuth.Emulator.Faults;

/// <summary>The names of all faults.</summary>
public static class FaultKind
{
    public const string Delay = "delay";
    public const string SlowBody = "slowBody";
    public const string SlowHeaders = "slowHeaders";
    public const string ResetBeforeResponse = "resetBeforeResponse";
    public const string ResetMidBody = "resetMidBody";
    public const string TruncatedJson = "truncatedJson";
    public const string ShortContentLength = "shortContentLength";
    public const string Html = "html";
    public const string EmptyBody = "emptyBody";
    public const string Status = "status";
    public const string Redirect = "redirect";
    public const string RedirectLoop = "redirectLoop";
    public const string HugeBody = "hugeBody";
    public const string GzipBomb = "gzipBomb";
    public const string HugeHeaders = "hugeHeaders";
    public const string Bom = "bom";
    public const string Latin1 = "latin1";
    public const string RawBody = "rawBody";
    public const string SetCookie = "setCookie";
    public const string ProxyAuthRequired = "proxyAuthRequired";
    public const string ExpectationFailed = "expectationFailed";
}
