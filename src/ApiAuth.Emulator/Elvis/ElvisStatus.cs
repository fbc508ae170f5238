using ApiAuth.Emulator.Hosting;

namespace ApiAuth.Emulator.Elvis;

/// <summary>ping and alive.txt: open to all, and prolong a web session whose cookie comes along, never a bearer token.</summary>
internal sealed class ElvisStatus(EmulatorState state, ElvisGuard guard, ElvisSessions sessions)
{
    public Task PingAsync(HttpContext context)
    {
        Prolong(context);
        return Answer.JsonAsync(context, new { state = "running", version = state.Settings.Elvis.ServerVersion, available = true, server = "Elvis" });
    }

    public Task AliveAsync(HttpContext context)
    {
        Prolong(context);
        return Answer.TextAsync(context, "alive");
    }

    private void Prolong(HttpContext context)
    {
        if (context.Request.Query.ContainsKey("uid") && guard.Find(context) is { IsWeb: true } session)
        {
            ElvisLogin.SetCookie(context, sessions.Issue(session));
        }
    }
}
