using System.Net;

namespace ApiAuth.Providers.Elvis;

/// <summary>What the vendor's own pages advise.</summary>
internal static class ElvisRemedies
{
    // Article 115004785283, comments by the vendor's staff.
    public const string Rejected =
        "The token ran out, or its session was ended. Its lifetime is the server's session.timeout (30 minutes by default), and no call prolongs it; "
        + "Update-ApiSession logs in again. If it ends at once, the user may have no licence for several API sessions: use one with an API licence.";

    public const string FixedLifetime = "the server ends it at its time, and no call prolongs it; the next request logs in again";

    // Article 115002643866: session.timeout, 30 minutes by default.
    public const string WebLifetime = "the server ends it when it is idle for the time of session.timeout; the next request logs in again";

    // Article 115004785283: users without an API licence "will not be allowed multiple API sessions".
    public const string LoginRefused =
        "Check the user name, the password, and that the user is not blocked. If the service speaks of a licence, all are in use or the user may have one API session only: "
        + "end the other session, or use a user with an API licence. Then connect again, or run Update-ApiSession -Force.";

    public const string Denied = "Ask an administrator of the server to grant the user the permission on these assets, or use a user who has it.";

    private const string LoginDenied =
        "apilogin refuses what looks like a browser (an Origin or Referer header, a Mozilla user agent): leave -UserAgent at its default, "
        + "or log in with -LoginMethod Web.";

    public static string? ForLogin(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => LoginRefused,
        HttpStatusCode.Forbidden => LoginDenied,
        _ => null,
    };
}
