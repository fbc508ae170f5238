using System.Net;

namespace ApiAuth.Providers.FourWayShop;

/// <summary>What the vendor's own pages advise.</summary>
internal static class FourWayShopRemedies
{
    // "Be Aware of Cookie Expiration".
    public const string CookieLifetime = "the server renews the cookies as they are used, and drops them after several hours without a request; the next request logs in again";

    public const string CookieRejected =
        "The cookies lapsed: the server drops them after several hours without a request. Update-ApiSession logs in again; if that is refused too, "
        + "check the user name, the password, the company and the site, and that the user is not blocked.";

    // "Save and Use the Bearer Token": 401 with "Access Denied.".
    public const string TokenRejected =
        "The token ran out, or the user was blocked. Update-ApiSession logs in again; if that is refused too, check the user name, the password, the company and the site.";

    // "Errors and Permissions".
    public const string Denied = "The answer names the permission that is missing. Have an administrator with the necessary privileges grant it to this user, or use a user who has it.";

    private const string LoginRefused =
        "Check the user name, the password, -CompanyId and -SiteId, and that the user is not blocked; where the installation asks for other members, give them with -LoginBody.";

    private const string LoginNotFound = "The vendor does not publish the address of the login, and installations differ: ask the operator, and give it with -LoginPath.";

    public static string? ForLogin(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest => LoginRefused,
        HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed => LoginNotFound,
        _ => null,
    };
}
