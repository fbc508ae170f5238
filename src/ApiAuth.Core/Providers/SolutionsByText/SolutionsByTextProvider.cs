using System.Xml;
using ApiAuth.Errors;
using ApiAuth.Http;
using ApiAuth.Http.Limits;
using ApiAuth.Soap;
using ApiAuth.Tokens;

namespace ApiAuth.Providers.SolutionsByText;

/// <summary>Solutions by Text: a key is exchanged for a token, which every method then takes as a parameter. There is no logout.</summary>
/// <remarks>solutionsbytext.com, API documentation: "Authenticate API Key", "General" (error codes), "API usage limits".</remarks>
internal sealed class SolutionsByTextProvider(ApiCredential credential, SolutionsByTextOptions options) : ApiProvider(credential, CheckKey)
{
    public const string ProviderName = "SolutionsByText";

    private const string SoapPath = "Sbt.App.SetUp/WSServices/LoginAPIService.svc";
    private const string SoapAction = SbtNamespaces.Operation + "ILoginAPI/AuthenticateAPIKey";
    private const string RestPath = "SBT.App.SetUp/RSServices/LoginAPIService.svc/AuthenticateAPIKey";

    public override string Name => ProviderName;

    /// <summary>10 sends beside each other ("API usage limits").</summary>
    public override RequestLimit Limit { get; } = new(
        10, Window: null, static address => address.AbsolutePath.Contains("/SendMessage", StringComparison.OrdinalIgnoreCase));

    public override TokenPolicy Policy => options.TokenExpiration == SbtTokenExpiration.ExpireOnNew ? TokenPolicy.ExpireOnNew : TokenPolicy.Renewable;

    public override string TokenMarker => SbtTokenPlacement.Marker;

    public override string? LoginNote => options.TokenExpiration == SbtTokenExpiration.ExpireOnNew ? SbtRemedies.ExpireOnNew : null;

    public override IReadOnlyDictionary<string, string> Options => new Dictionary<string, string>
    {
        [nameof(SbtProtocol)] = options.Protocol.ToString(),
        [nameof(SbtTokenExpiration)] = options.TokenExpiration.ToString(),
    };

    public override IReadOnlyDictionary<string, object> Facts { get; } =
        new Dictionary<string, object> { ["TokenExpiration"] = options.TokenExpiration, ["Protocol"] = options.Protocol };

    public override IReadOnlyList<string> TokenKind => [options.TokenExpiration.ToString()];

    public static Uri ServerFor(SbtEnvironment environment) =>
        new(environment == SbtEnvironment.Production ? "https://ui.solutionsbytext.com/" : "https://test.solutionsbytext.com/");

    public override async ValueTask<LoginResult> LogInAsync(LoginChannel channel, CancellationToken cancellationToken)
    {
        var (answer, response) = options.Protocol == SbtProtocol.Soap
            ? await AskBySoapAsync(channel, cancellationToken).ConfigureAwait(false)
            : await AskByRestAsync(channel, cancellationToken).ConfigureAwait(false);
        if (!response.Result)
        {
            throw answer.Failed(
                SbtErrorCode.IsAboutKey(response.ErrorCode) ? ApiErrorId.LoginRejected : ApiErrorId.LoginFailed,
                $"Solutions by Text refused the key: {response.Message}",
                response.ErrorCode,
                SbtRemedies.Login);
        }

        return string.IsNullOrEmpty(response.SecurityToken)
            ? throw answer.Failed(ApiErrorId.InvalidResponse, "The answer to the login reports success and holds no 'SecurityToken'.")
            : new LoginResult(new Secret(response.SecurityToken))
            {
                Lifetime = LifetimeOf(options.TokenExpiration),
            };
    }

    public override bool Authorize(ApiRequestMessage message, Token token) => SbtTokenPlacement.Place(message, token.Value.Reveal());

    public override ResponseVerdict Judge(ResponseHead head)
    {
        if (SoapPeek.IsXml(head))
        {
            return SoapPeek.Fault(head) ?? JudgeResult(head, SoapPeek.Members(head.Body)) ?? base.Judge(head);
        }

        return JudgeResult(
            head,
            JsonPeek.Member(head.Body, "Result"u8, depth: 2),
            JsonPeek.Member(head.Body, "ErrorCode"u8, depth: 2),
            JsonPeek.Member(head.Body, "Message"u8, depth: 2)) ?? base.Judge(head);
    }

    private async Task<(LoginAnswer Answer, SbtTokenResponse Response)> AskBySoapAsync(LoginChannel channel, CancellationToken cancellationToken)
    {
        string key = Credential.Secret.Reveal();
        byte[] envelope = SoapEnvelope.Write(SoapVersion.Soap11, writer => WriteRequest(writer, key));
        var request = SoapEnvelope.Request(new ApiRequest(SoapPath), SoapVersion.Soap11, SoapAction, envelope);
        var answer = await channel.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (SoapPeek.Fault(new ResponseHead(answer.Status, answer.MediaType, answer.Body)) is { } fault)
        {
            throw answer.Failed(
                fault.Outcome == ResponseOutcome.Rejected ? ApiErrorId.LoginRejected : ApiErrorId.LoginFailed,
                $"Solutions by Text answered the login with a fault: {fault.Message}",
                fault.VendorCode);
        }

        return (answer, SbtTokenResponse.FromSoap(answer.EnsureSuccess()));
    }

    private async Task<(LoginAnswer Answer, SbtTokenResponse Response)> AskByRestAsync(LoginChannel channel, CancellationToken cancellationToken)
    {
        var answer = await channel.SendAsync(
            new ApiRequest(RestPath), cancellationToken, [new("APIKey", Credential.Secret.Reveal())]).ConfigureAwait(false);
        return (answer, SbtTokenResponse.FromJson(answer.EnsureSuccess()));
    }

    private static void CheckKey(ApiCredential credential)
    {
        string key = credential.Secret.Reveal();
        if (key.Trim() != key || key.Any(char.IsControl))
        {
            throw InvalidInput.For("ApiKey", "The key begins or ends with a space, or holds the end of a line. Copy it again, without what surrounds it.");
        }
    }

    private static void WriteRequest(XmlWriter writer, string key)
    {
        writer.WriteStartElement("ser", "AuthenticateAPIKey", SbtNamespaces.Operation);
        writer.WriteStartElement("ser", "loginRequest", SbtNamespaces.Operation);
        writer.WriteElementString("dat", "APIKey", SbtNamespaces.Data, key);
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static ResponseVerdict? JudgeResult(ResponseHead head, IReadOnlyDictionary<string, string> members) => JudgeResult(
        head, members.GetValueOrDefault("Result"), members.GetValueOrDefault("ErrorCode"), members.GetValueOrDefault("Message"));

    private static ResponseVerdict? JudgeResult(ResponseHead head, string? result, string? code, string? message) =>
        !string.Equals(result, "false", StringComparison.OrdinalIgnoreCase) ? null
        : code == SbtErrorCode.InvalidSecurityToken ? new(ResponseOutcome.Rejected, VendorCode: code, Message: message, Remedy: SbtRemedies.Rejected)
        : new(ResponseVerdict.FromStatus(head.Status).Outcome is var outcome && outcome == ResponseOutcome.Accepted ? ResponseOutcome.Failed : outcome,
            ApiErrorId.VendorError, code, message, code == SbtErrorCode.MandatoryMissing ? SbtRemedies.Missing : null);

    private static TimeSpan? LifetimeOf(SbtTokenExpiration expiration) => expiration switch
    {
        SbtTokenExpiration.OneDay => TimeSpan.FromDays(1),
        SbtTokenExpiration.OneWeek => TimeSpan.FromDays(7),
        SbtTokenExpiration.OneYear => TimeSpan.FromDays(365),
        SbtTokenExpiration.TenYears => TimeSpan.FromDays(3650),
        _ => null,
    };
}
