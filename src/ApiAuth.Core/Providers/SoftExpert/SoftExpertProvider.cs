using System.Net.Http.Headers;
using System.Text;
using ApiAuth.Errors;
using ApiAuth.Http;
using ApiAuth.Http.Limits;
using ApiAuth.Soap;
using ApiAuth.Tokens;

namespace ApiAuth.Providers.SoftExpert;

/// <summary>SoftExpert Suite: a key, raw in the Authorization header, or Basic. There is no login call and no logout.</summary>
/// <remarks>developer.softexpert.com: authentication guides "API key" and "Basic auth", and the API's frequently asked questions.</remarks>
internal sealed class SoftExpertProvider : ApiProvider
{
    public const string ProviderName = "SoftExpert";

    private const string GatewayPath = "/apigateway/";

    private readonly JsonWebToken? _key;

    /// <param name="credential">A key, or a user name (<c>DOMAIN\login</c> too) and a password.</param>
    /// <exception cref="ArgumentException">The key can't be sent in a header.</exception>
    public SoftExpertProvider(ApiCredential credential)
        : base(credential, CheckKey) => _key = credential.UserName is null ? JsonWebToken.TryParse(credential.Secret.Reveal()) : null;

    public override string Name => ProviderName;

    /// <summary>For a key, the user that it says it was made for.</summary>
    public override string? UserName => base.UserName ?? _key?.Claim("idlogin");

    /// <summary>10 requests a second (guide "Rate limits").</summary>
    public override RequestLimit Limit { get; } = new(10, TimeSpan.FromSeconds(1), static _ => true);

    public override TokenPolicy Policy => TokenPolicy.Static;

    /// <summary>The gateway of a host that was given without a path.</summary>
    public static Uri ServerFor(Uri given) => given.AbsolutePath == "/" ? new Uri(given, GatewayPath) : given;

    public override string ThrottleRemedy => SoftExpertRemedies.Throttled;

    public override ValueTask<LoginResult> LogInAsync(LoginChannel channel, CancellationToken cancellationToken)
    {
        string secret = Credential.Secret.Reveal();
        var header = Credential.UserName is { } userName
            ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{userName}:{secret}")))
            : AuthenticationHeaderValue.Parse(secret);
        return ValueTask.FromResult(new LoginResult(Credential.Secret)
        {
            Header = header,
            Lifetime = Credential.UserName is null ? JsonWebToken.TryParse(secret)?.ExpiresAt - channel.Clock.GetUtcNow() : null,
        });
    }

    public override bool Authorize(ApiRequestMessage message, Token token) => TokenPlacement.InHeader(message, token);

    public override ResponseVerdict Judge(ResponseHead head)
    {
        var verdict = base.Judge(head);
        return verdict.Outcome switch
        {
            ResponseOutcome.Accepted when SoapPeek.IsXml(head) => JudgeSoap(head) ?? verdict,
            ResponseOutcome.Failed when SoapPeek.IsXml(head) => SoapPeek.Fault(head) ?? verdict,
            ResponseOutcome.Rejected => verdict with { Remedy = SoftExpertRemedies.Rejected },
            ResponseOutcome.Denied => verdict with { Remedy = SoftExpertRemedies.Denied },
            ResponseOutcome.Throttled => verdict with { Remedy = SoftExpertRemedies.Throttled },
            _ => verdict,
        };
    }

    private static void CheckKey(ApiCredential credential)
    {
        // The parser passes over space around the key, which the service would then not get.
        if (credential.UserName is null
            && (credential.Secret.Reveal().AsSpan().IndexOfAnyExceptInRange('!', '~') >= 0 || !AuthenticationHeaderValue.TryParse(credential.Secret.Reveal(), out _)))
        {
            throw InvalidInput.For(
                "ApiKey", "The key holds a character that can't be sent, such as a space or the end of a line. Copy it again, without what surrounds it.");
        }
    }

    // <Status>FAILURE</Status><Code>-5</Code><Detail>…</Detail>, with status 200 (documentation of newWorkflow).
    private static ResponseVerdict? JudgeSoap(ResponseHead head)
    {
        if (head.Body.IndexOf("FAILURE"u8) < 0)
        {
            return SoapPeek.Fault(head);
        }

        var members = SoapPeek.Members(head.Body);
        return members.GetValueOrDefault("Status") == "FAILURE"
            ? new ResponseVerdict(
                ResponseOutcome.Failed,
                ApiErrorId.VendorError,
                members.GetValueOrDefault("Code"),
                members.GetValueOrDefault("Detail"),
                SoftExpertRemedies.ForCode(members.GetValueOrDefault("Code")))
            : SoapPeek.Fault(head);
    }
}
