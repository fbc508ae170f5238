using ApiAuth.Emulator.Hosting;
using ApiAuth.Emulator.Log;

namespace ApiAuth.Emulator.Elvis;

/// <summary>apilogin for API clients, login for those that keep cookies, logout for both.</summary>
internal sealed class ElvisLogin(EmulatorState state, ElvisSessions sessions, BlockedUsers blocked, ElvisErrors errors)
{
    private string ServerVersion => state.Settings.Elvis.ServerVersion;

    /// <summary>"Cannot be called from a Web browser"; what gives a browser away is an inference.</summary>
    public async Task ApiLoginAsync(HttpContext context)
    {
        IHeaderDictionary headers = context.Request.Headers;
        if (headers.Origin.Count > 0 || headers.Referer.Count > 0 || headers.UserAgent.ToString().Contains("Mozilla", StringComparison.Ordinal))
        {
            await errors.ForbiddenAsync(context, "This API cannot be called from a web browser");
            return;
        }

        ElvisParameters parameters = await ElvisParameters.ReadAsync(context);
        if (FindAccount(parameters["username"], parameters["password"]) is not { } account)
        {
            await FailAsync(context, "Invalid username or password");
            return;
        }

        if (sessions.OpenApi(account, parameters["clientId"]) is not { } token)
        {
            await FailAsync(context, state.Settings.Elvis.NoLicenceMessage);
            return;
        }

        Exchange.Of(context).UseToken(token.Session.TokenId);
        await Answer.JsonAsync(context, new { loginSuccess = true, serverVersion = ServerVersion, authToken = token.Value });
    }

    public async Task WebLoginAsync(HttpContext context)
    {
        ElvisParameters parameters = await ElvisParameters.ReadAsync(context);
        BasicCredential? credential = parameters["cred"] is { } cred
            ? BasicCredential.Decode(cred)
            : new BasicCredential(parameters["username"] ?? "", parameters["password"] ?? "");
        if (FindAccount(credential?.UserName, credential?.Password) is not { } account)
        {
            await FailAsync(context, "Invalid username or password");
            return;
        }

        IssuedToken token = sessions.OpenWeb(account, parameters["clientType"] ?? "WEB", parameters["clientId"]);
        Exchange.Of(context).UseToken(token.Session.TokenId);
        SetCookie(context, token);
        await Answer.JsonAsync(context, new
        {
            loginSuccess = true,
            serverVersion = ServerVersion,
            csrfToken = token.Session.CsrfToken,
            userProfile = parameters["returnProfile"] == "true" ? ElvisProfile.Of(account) : null,
            loginFaultMessage = (string?)null,
        });
    }

    public Task LogoutAsync(HttpContext context, ElvisSession session)
    {
        if (session.IsWeb || state.Settings.Elvis.LogoutRevokesToken)
        {
            session.Close();
        }

        context.Response.Cookies.Delete(ElvisGuard.Cookie);
        return Answer.JsonAsync(context, new { logoutSuccess = true });
    }

    public static void SetCookie(HttpContext context, IssuedToken token) => context.Response.Cookies.Append(
        ElvisGuard.Cookie, token.Value, new CookieOptions { HttpOnly = true, Path = "/", Secure = context.Request.IsHttps });

    private ElvisAccount? FindAccount(string? userName, string? password) => state.Accounts.Elvis.FirstOrDefault(account =>
        account.UserName == userName && Secret.Same(account.Password, password) && !blocked.Contains(account.UserName));

    private Task FailAsync(HttpContext context, string message) =>
        Answer.JsonAsync(context, new { loginSuccess = false, loginFaultMessage = message, serverVersion = ServerVersion });
}
