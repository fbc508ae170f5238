using System.Collections.Concurrent;
using ApiAuth.Emulator.Hosting;
using ApiAuth.Emulator.Log;

namespace ApiAuth.Emulator.FourWayShop;

internal sealed class FourWayShopSessions(EmulatorState state)
{
    private readonly ConcurrentDictionary<string, FourWayShopSession> _byToken = new();
    private readonly ConcurrentDictionary<string, FourWayShopSession> _byCookie = new();
    private int _number;

    private FourWayShopSettings Settings => state.Settings.FourWayShop;

    public FourWayShopSession Open(HttpContext context, FourWayShopAccount account)
    {
        FourWayShopSession session = new(account, Interlocked.Increment(ref _number), state.Time.GetUtcNow(), Settings);
        _byToken[session.Token] = session;
        _byCookie[session.SessionCookie] = session;
        SetCookies(context, session, session.CurrentCookie);
        return session;
    }

    /// <summary>The session whose token or cookies the request carries; a header goes before cookies. Cookies are renewed.</summary>
    public FourWayShopSession? Authenticate(HttpContext context)
    {
        string authorization = context.Request.Headers.Authorization.ToString();
        return authorization.Length > 0 ? CheckToken(context, authorization) : CheckCookies(context);
    }

    public int EndAll()
    {
        FourWayShopSession[] open = [.. _byToken.Values.Where(session => session.TryClose())];
        return open.Length;
    }

    private FourWayShopSession? CheckToken(HttpContext context, string authorization)
    {
        if (BearerToken.In(authorization) is not { } token || !_byToken.TryGetValue(token, out FourWayShopSession? session))
        {
            return null;
        }

        Exchange.Of(context).UseToken(session.TokenId);
        return !session.IsClosed && state.Time.GetUtcNow() < session.TokenExpiresAt ? session : null;
    }

    private FourWayShopSession? CheckCookies(HttpContext context)
    {
        IRequestCookieCollection cookies = context.Request.Cookies;
        if (cookies[Settings.CookieNames[0]] is not { } id || !_byCookie.TryGetValue(id, out FourWayShopSession? session))
        {
            return null;
        }

        Exchange.Of(context).UseToken(session.TokenId);
        if (session.Renew(cookies[Settings.CookieNames[1]], state.Time.GetUtcNow(), Settings) is not { } renewed)
        {
            return null;
        }

        SetCookies(context, session, renewed);
        return session;
    }

    private void SetCookies(HttpContext context, FourWayShopSession session, string cookie)
    {
        CookieOptions options = new() { HttpOnly = true, Path = "/", Secure = context.Request.IsHttps };
        context.Response.Cookies.Append(Settings.CookieNames[0], session.SessionCookie, options);
        context.Response.Cookies.Append(Settings.CookieNames[1], cookie, options);
    }
}
