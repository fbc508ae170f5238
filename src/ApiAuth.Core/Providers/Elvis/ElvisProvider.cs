using System.Globalization;
using System.Net;
using System.Text;
using ApiAuth.Http;
using ApiAuth.Http.Bodies;
using ApiAuth.Http.Paging;
using ApiAuth.Tokens;

namespace ApiAuth.Providers.Elvis;

/// <summary>WoodWing Elvis 6 and Assets: a form login that brings a JWT, or a cookie with an anti-forgery token.</summary>
/// <remarks>helpcenter.woodwing.com: "Elvis 6 REST API" - apilogin (115004785283), login (115002663443), logout (115002690286), errors (115002690246).</remarks>
internal sealed class ElvisProvider(ApiCredential credential, ElvisOptions options) : ApiProvider(credential)
{
    public const string ProviderName = "Elvis";

    private const string LogoutPath = "services/logout";
    private const string TokenCookie = "authToken";
    private const string AntiForgeryHeader = "X-CSRF-TOKEN";

    // The default of session.timeout, for a token that does not say when it expires.
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromMinutes(30);

    public override string Name => ProviderName;

    public override PageScheme Paging { get; } = new(PageKind.Offset)
    {
        Parameter = "start",
        SizeParameter = "num",
        Items = "hits",
        Total = "totalHits",
    };

    public override ApiRequest Probe { get; } = new("services/profile") { Method = HttpMethod.Post };

    public override string LoginNote => options.LoginMethod == ElvisLoginMethod.Api ? ElvisRemedies.FixedLifetime : ElvisRemedies.WebLifetime;

    public override IReadOnlyDictionary<string, string> Options
    {
        get
        {
            var described = new Dictionary<string, string> { [nameof(ElvisLoginMethod)] = options.LoginMethod.ToString() };
            if (options.ClientId is { } id)
            {
                described[nameof(ElvisOptions.ClientId)] = id.ToString();
            }

            return described;
        }
    }

    public override IReadOnlyDictionary<string, object> Facts { get; } =
        options.ClientId is { } id ? new Dictionary<string, object> { ["ClientId"] = id } : [];

    public override IReadOnlyList<string> TokenKind => [options.LoginMethod.ToString(), options.ClientId?.ToString() ?? ""];

    public override async ValueTask<LoginResult> LogInAsync(LoginChannel channel, CancellationToken cancellationToken)
    {
        bool isWeb = options.LoginMethod == ElvisLoginMethod.Web;
        var answer = await channel.SendAsync(isWeb ? WebLogin() : ApiLogin(), cancellationToken).ConfigureAwait(false);
        var document = answer.EnsureSuccess(ElvisRemedies.ForLogin).Json();
        ThrowIfRefused(answer, document);

        var facts = new Dictionary<string, object>();
        if (document.Fact("serverVersion") is { } version)
        {
            facts["ServerVersion"] = version;
        }

        var now = channel.Clock.GetUtcNow();
        return isWeb ? FromCookie(answer, document, now, facts) : FromToken(answer, document, now, facts);
    }

    public override bool Authorize(ApiRequestMessage message, Token token)
    {
        if (options.LoginMethod == ElvisLoginMethod.Api)
        {
            return TokenPlacement.InHeader(message, token);
        }

        bool isOurs = TokenPlacement.InCookies(message, token);
        if (isOurs)
        {
            PlaceAntiForgery(message, token);
        }

        return isOurs;
    }

    public override TimeSpan? LifetimeOf(Http.Cookies.Cookie cookie, DateTimeOffset now, DateTimeOffset serviceNow) =>
        cookie.Name == TokenCookie ? LifetimeOf(cookie.Value, serviceNow) : null;

    public override Secret ValueOf(Token token, Uri server, DateTimeOffset now) =>
        token.Cookies[TokenCookie] is { } renewed ? new Secret(renewed) : token.Value;

    public override ResponseVerdict Judge(ResponseHead head)
    {
        var verdict = base.Judge(head);

        // Errors come with status 200 unless the server is set otherwise (article 115002690246).
        if (verdict.Outcome == ResponseOutcome.Accepted && JsonPeek.Member(head.Body, "errorcode"u8) is { } code)
        {
            string? message = JsonPeek.Member(head.Body, "message"u8);
            verdict = code switch
            {
                "401" => new(ResponseOutcome.Rejected, VendorCode: code, Message: message),
                "403" => new(ResponseOutcome.Denied, VendorCode: code, Message: message),
                "429" => new(ResponseOutcome.Throttled, VendorCode: code, Message: message),
                _ => new(ResponseOutcome.Failed, ApiErrorId.VendorError, code, message),
            };
        }

        return verdict.Outcome switch
        {
            ResponseOutcome.Rejected => verdict with { Remedy = ElvisRemedies.Rejected },
            ResponseOutcome.Denied => verdict with { Remedy = ElvisRemedies.Denied },
            ResponseOutcome.Throttled => verdict with { Remedy = ThrottleRemedy },
            _ => verdict,
        };
    }

    public override async ValueTask LogOutAsync(LoginChannel channel, Token token, CancellationToken cancellationToken)
    {
        var headers = new List<KeyValuePair<string, string>>();
        if (options.LoginMethod == ElvisLoginMethod.Api)
        {
            headers.Add(new("Authorization", $"Bearer {token.Value.Reveal()}"));
        }
        else
        {
            if (token.Cookies.HeaderFor(channel.Resolve(LogoutPath), channel.Clock.GetUtcNow()) is { } cookies)
            {
                headers.Add(new("Cookie", cookies));
            }

            if (token.Companion is { } csrf)
            {
                headers.Add(new(AntiForgeryHeader, csrf.Reveal()));
            }
        }

        var answer = await channel.SendAsync(
            new ApiRequest(LogoutPath) { Method = HttpMethod.Post, Headers = headers }, cancellationToken).ConfigureAwait(false);
        ThrowIfNotLoggedOut(answer);
    }

    private ApiRequest ApiLogin()
    {
        var members = new List<KeyValuePair<string, string>>
        {
            new("username", Credential.UserName!),
            new("password", Credential.Secret.Reveal()),
        };
        if (options.ClientId is { } clientId)
        {
            members.Add(new("clientId", clientId.ToString()));
        }

        return new("services/apilogin") { Method = HttpMethod.Post, Body = BytesBody.FromForm(members) };
    }

    private ApiRequest WebLogin()
    {
        string pair = $"{Credential.UserName}:{Credential.Secret.Reveal()}";
        var members = new List<KeyValuePair<string, string>>
        {
            new("cred", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair))),
            new("clientType", "api_ApiAuth"),
            new("returnProfile", "true"),
        };
        if (options.ClientId is { } clientId)
        {
            members.Add(new("clientId", clientId.ToString()));
        }

        return new("services/login") { Method = HttpMethod.Post, Body = BytesBody.FromForm(members) };
    }

    private static void ThrowIfRefused(LoginAnswer answer, LoginDocument document)
    {
        if (document.OptionalInt64("errorcode") is { } code)
        {
            string id = code switch
            {
                401 => ApiErrorId.LoginRejected,
                403 => ApiErrorId.PermissionDenied,
                429 => ApiErrorId.RateLimited,
                _ => ApiErrorId.LoginFailed,
            };
            throw answer.Failed(
                id,
                $"Elvis refused the login: {document.Text("message")}",
                code.ToString(CultureInfo.InvariantCulture),
                ElvisRemedies.ForLogin((HttpStatusCode)code));
        }

        if (!document.RequiredBoolean("loginSuccess"))
        {
            throw answer.Failed(ApiErrorId.LoginRejected, $"Elvis refused the login: {document.Text("loginFaultMessage")}", remedy: ElvisRemedies.LoginRefused);
        }
    }

    // A failure comes with status 200 here too; that there is no session any more is what was asked for.
    private static void ThrowIfNotLoggedOut(LoginAnswer answer)
    {
        string? code = JsonPeek.Member(answer.Body, "errorcode"u8);
        if (answer.Status == HttpStatusCode.Unauthorized || code == "401")
        {
            return;
        }

        if (!answer.IsSuccess)
        {
            throw answer.Failed(ApiErrorId.RequestFailed, $"The logout was answered with {(int)answer.Status} {answer.ReasonPhrase}.", code);
        }

        if (code is not null || JsonPeek.Member(answer.Body, "logoutSuccess"u8) == "false")
        {
            throw answer.Failed(ApiErrorId.VendorError, $"Elvis refused the logout: {JsonPeek.Member(answer.Body, "message"u8)}", code);
        }
    }

    private static LoginResult FromToken(LoginAnswer answer, LoginDocument document, DateTimeOffset now, Dictionary<string, object> facts)
    {
        string token = document.RequiredString("authToken");
        return new LoginResult(new Secret(token))
        {
            Header = answer.BearerHeader(token),
            Lifetime = LifetimeOf(token, answer.Date ?? now),
            Facts = facts,
        };
    }

    private static LoginResult FromCookie(LoginAnswer answer, LoginDocument document, DateTimeOffset now, Dictionary<string, object> facts)
    {
        var cookies = answer.Cookies(now);
        string token = cookies[TokenCookie]
            ?? throw answer.Failed(ApiErrorId.InvalidResponse, $"The answer to the login sets no cookie '{TokenCookie}'.");
        string? csrf = document.OptionalString("csrfToken");
        return new LoginResult(new Secret(token))
        {
            Companion = string.IsNullOrEmpty(csrf) ? null : new Secret(answer.HeaderSafe(csrf, "csrfToken")),
            Cookies = cookies,
            Lifetime = LifetimeOf(token, answer.Date ?? now),
            Facts = facts,
        };
    }

    // By the service's own clock where it tells it, since this machine's may be wrong.
    private static TimeSpan LifetimeOf(string token, DateTimeOffset now) =>
        JsonWebToken.TryParse(token)?.ExpiresAt - now is { } left && left > TimeSpan.Zero ? left : DefaultLifetime;

    private static void PlaceAntiForgery(ApiRequestMessage message, Token token)
    {
        message.Headers.Remove(AntiForgeryHeader);
        if (token.Companion is { } csrf && message.Method != HttpMethod.Get && message.Method != HttpMethod.Head)
        {
            message.Headers.Add(AntiForgeryHeader, csrf.Reveal());
        }
    }
}
