using ApiAuth.Emulator.Hosting;
using ApiAuth.Emulator.Log;

namespace ApiAuth.Emulator.Elvis;

/// <summary>Finds the session of a request: by bearer token, or by cookie, which a POST has to second with the CSRF token.</summary>
internal sealed class ElvisGuard(EmulatorState state, ElvisSessions sessions, BlockedUsers blocked, ElvisErrors errors)
{
    public const string Cookie = "authToken";

    private const string CsrfHeader = "X-CSRF-TOKEN";

    public RequestDelegate Protect(Func<HttpContext, ElvisSession, Task> handler) => context =>
    {
        if (Find(context) is not { } session)
        {
            return errors.NotLoggedInAsync(context);
        }

        bool lacksCsrf = session.IsWeb
            && HttpMethods.IsPost(context.Request.Method)
            && !Secret.Same(context.Request.Headers[CsrfHeader], session.CsrfToken);
        return lacksCsrf ? errors.ForbiddenAsync(context, "Invalid CSRF token") : handler(context, session);
    };

    public ElvisSession? Find(HttpContext context)
    {
        string? token = BearerToken.In(context.Request.Headers.Authorization.ToString()) ?? context.Request.Cookies[Cookie];
        if (token is null || sessions.Find(token) is not { } issued)
        {
            return null;
        }

        Exchange.Of(context).UseToken(issued.Session.TokenId);
        return issued.IsLive(state.Time.GetUtcNow()) && !blocked.Contains(issued.Session.Account.UserName) ? issued.Session : null;
    }
}
