using ApiAuth.Emulator.Hosting;
using ApiAuth.Emulator.Log;

namespace ApiAuth.Emulator.FourWayShop;

internal sealed class FourWayShopLogin(EmulatorState state, FourWayShopUsers users, FourWayShopSessions sessions)
{
    public async Task LoginAsync(HttpContext context)
    {
        Credentials? given = await RequestBody.ReadJsonAsync<Credentials>(context);
        if (given is null || users.Find(given.Username, given.Password, given.CompanyId, given.SiteId) is not { } account)
        {
            await FourWayShopErrors.AccessDeniedAsync(context);
            return;
        }

        FourWayShopSession session = sessions.Open(context, account);
        Exchange.Of(context).UseToken(session.TokenId);
        await Answer.JsonAsync(context, new
        {
            username = account.UserName,
            companyId = account.CompanyId,
            siteId = account.SiteId,
            token = session.Token,
            expires = session.TokenExpiresAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            expiresInMS = state.Settings.FourWayShop.TokenLifetimeMs,
        });
    }

    public async Task LogoutAsync(HttpContext context)
    {
        if (sessions.Authenticate(context) is not { } session)
        {
            await FourWayShopErrors.AccessDeniedAsync(context);
            return;
        }

        session.TryClose();
        foreach (string name in state.Settings.FourWayShop.CookieNames)
        {
            context.Response.Cookies.Delete(name);
        }

        await Answer.JsonAsync(context, new { });
    }

    private sealed record Credentials(string? Username, string? Password, string? CompanyId, int? SiteId);
}
