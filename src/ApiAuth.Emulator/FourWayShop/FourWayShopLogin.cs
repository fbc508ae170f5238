using System.Text.Json;
using ApiAuth.Emulator.Accounts;
using ApiAuth.Emulator.Hosting;
using ApiAuth.Emulator.Log;

namespace ApiAuth.Emulator.FourWayShop;

internal sealed class FourWayShopLogin(EmulatorState state, FourWayShopUsers users, FourWayShopSessions sessions)
{
    public async Task LoginAsync(HttpContext context)
    {
        JsonElement? body = await RequestBody.ReadJsonObjectAsync(context);
        FourWayShopAccount? account = body is { } login
            ? users.Find(login.Text("username"), login.Text("password"), login.Text("companyId"), login.Text("siteId"))
            : null;
        if (account is null)
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
}
