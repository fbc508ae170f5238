using System.Globalization;
using System.Text;
using ApiAuth.Diagnostics;
using ApiAuth.Http;
using ApiAuth.Http.Paging;
using ApiAuth.Tokens;

namespace ApiAuth.Providers.FourWayShop;

/// <summary>4WS Suite (Four Way Shop): a JSON login whose answer brings a token and cookies; either serves.</summary>
/// <remarks>developers.fourwayshop.it, "Authentication". A logout is not documented.</remarks>
internal sealed class FourWayShopProvider(ApiCredential credential, FourWayShopOptions options) : ApiProvider(credential)
{
    public const string ProviderName = "FourWayShop";

    public override string Name => ProviderName;

    public override IReadOnlyDictionary<string, string> Options => FourWayShopFactory.Describe(options);

    public override IReadOnlyDictionary<string, string> LoginOptions => FourWayShopFactory.DescribeLogin(options);

    // The body with the names of its placeholders' members, and nothing that they stand for.
    public override IReadOnlyList<string> TokenKind =>
        [options.AuthenticationMode.ToString(), options.LoginPath, Encoding.UTF8.GetString(FourWayShopLoginBody.Create(options, Placeholder).Bytes.Span)];

    private static ApiCredential Placeholder { get; } = ApiCredential.FromPassword(FourWayShopLoginBody.UserName, FourWayShopLoginBody.Password);

    public override string? LoginNote => IsByCookie ? FourWayShopRemedies.CookieLifetime : null;

    private bool IsByCookie => options.AuthenticationMode == FourWayShopAuthenticationMode.Cookie;

    public override IEnumerable<string> OtherSecrets => options.LoginBody is null
        ? []
        : options.LoginBody
            .Where(static member => member.Value is Secret || SecretNames.Contains(member.Key))
            .Select(static member => (member.Value as Secret)?.Reveal() ?? Convert.ToString(member.Value, CultureInfo.InvariantCulture)!);

    public override PageScheme Paging { get; } = new(PageKind.Offset)
    {
        Parameter = "start",
        SizeParameter = "limit",
        Items = "valueObjectList",
        More = "moreRows",
    };

    public override void Forget()
    {
        base.Forget();
        options = options with { LoginBody = null };
    }

    public override async ValueTask<LoginResult> LogInAsync(LoginChannel channel, CancellationToken cancellationToken)
    {
        var request = new ApiRequest(channel.Resolve(options.LoginPath, nameof(options.LoginPath)).AbsoluteUri)
        {
            Method = HttpMethod.Post,
            Body = FourWayShopLoginBody.Create(options, Credential),
            Headers = [new("Accept", "application/json")],
        };
        var answer = await channel.SendAsync(request, cancellationToken).ConfigureAwait(false);
        answer.EnsureSuccess(FourWayShopRemedies.ForLogin);
        if (IsByCookie)
        {
            // The cookies are the login; what is no document and not empty either is a page that asks for one.
            var told = answer.Body.Length == 0 ? null : answer.Json();
            return FromCookies(answer, channel.Clock.GetUtcNow()) with { Facts = FactsOf(told) };
        }

        var document = answer.Json();
        return FromToken(answer, document) with { Facts = FactsOf(document) };
    }

    public override bool Authorize(ApiRequestMessage message, Token token) =>
        IsByCookie ? TokenPlacement.InCookies(message, token) : TokenPlacement.InHeader(message, token);

    public override Secret ValueOf(Token token, Uri server, DateTimeOffset now) =>
        IsByCookie && token.Cookies.HeaderFor(server, now) is { } cookies ? new Secret(cookies) : token.Value;

    public override ResponseVerdict Judge(ResponseHead head)
    {
        var verdict = base.Judge(head);
        return verdict.Outcome switch
        {
            ResponseOutcome.Rejected => verdict with { Remedy = IsByCookie ? FourWayShopRemedies.CookieRejected : FourWayShopRemedies.TokenRejected },
            ResponseOutcome.Denied => verdict with { Remedy = FourWayShopRemedies.Denied },
            _ => verdict,
        };
    }

    private Dictionary<string, object> FactsOf(LoginDocument? document)
    {
        var facts = new Dictionary<string, object>();
        if ((document?.Fact("companyId") ?? options.CompanyId) is { } companyId)
        {
            facts["CompanyId"] = companyId;
        }

        if ((document?.Fact("siteId") ?? options.SiteId) is { } siteId)
        {
            facts["SiteId"] = siteId;
        }

        return facts;
    }

    private static LoginResult FromToken(LoginAnswer answer, LoginDocument document)
    {
        string token = document.RequiredString("token");
        return new LoginResult(new Secret(token))
        {
            Header = answer.BearerHeader(token),
            // Of the two forms in which the answer tells it, the one that does not depend on this machine's clock.
            Lifetime = document.OptionalInt64("expiresInMS") is { } milliseconds ? LoginAnswer.Milliseconds(milliseconds) : null,
        };
    }

    private static LoginResult FromCookies(LoginAnswer answer, DateTimeOffset now)
    {
        var cookies = answer.Cookies(now);
        string header = cookies.HeaderFor(answer.RequestUri, now)
            ?? throw answer.Failed(
                ApiErrorId.InvalidResponse,
                "The answer to the login sets no cookie.",
                remedy: "Connect with -AuthenticationMode Bearer.");
        return new LoginResult(new Secret(header)) { Cookies = cookies, Lifetime = cookies.ExpiresAt - now };
    }
}
