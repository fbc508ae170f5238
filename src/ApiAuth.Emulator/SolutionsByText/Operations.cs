using System.Collections.Concurrent;
using ApiAuth.Emulator.Log;

namespace ApiAuth.Emulator.SolutionsByText;

/// <summary>What the service does, whichever way it is called. The token is a parameter of every call but the first.</summary>
internal sealed class Operations(EmulatorState state, KeyRing keys)
{
    public const string ApiKey = "APIKey";
    public const string Authenticate = "AuthenticateAPIKey";
    public const string CarrierLookup = "GetCarrierLookup";
    public const string SubscribersStatus = "GetSubscribersStatus";
    public const string SendMessage = "SendMessage";

    /// <summary>The documented limit of one request.</summary>
    private const int MaximumRecipients = 100;

    private readonly ConcurrentDictionary<string, int> _sending = new();

    /// <summary>The operation's name in the log: a call that gets a token is a "login" for all services alike.</summary>
    public static string LogName(string name) => name == Authenticate ? "login" : name;

    public async Task<ServiceResult> RunAsync(HttpContext context, string name, IParameters parameters) => name switch
    {
        Authenticate => Login(context, parameters.Text(ApiKey)),
        CarrierLookup => Check(context, parameters) ?? LookUp(parameters.Text("phone")),
        SubscribersStatus => Check(context, parameters) ?? Status(parameters.Text("phone")),
        SendMessage => Check(context, parameters) ?? await SendAsync(context, parameters),
        _ => throw new ArgumentException($"There is no operation '{name}'.", nameof(name)),
    };

    private ServiceResult Login(HttpContext context, string? key)
    {
        if (string.IsNullOrEmpty(key))
        {
            return ServiceResult.Failure(ResultCode.KeyError, "Error generating security token").With("SecurityToken", null);
        }

        if (keys.Issue(key) is not { } token)
        {
            return ServiceResult.Failure(ResultCode.TokenGenerationFailed, "Security token generation failed").With("SecurityToken", null);
        }

        Exchange.Of(context).UseToken(token.Id);
        return new ServiceResult(true, ResultCode.Success, "Successfully generated securitytoken").With("SecurityToken", token.Value);
    }

    /// <summary>Null where the call may go on.</summary>
    private ServiceResult? Check(HttpContext context, IParameters parameters)
    {
        string? value = parameters.Text("securityToken");
        string? orgCode = parameters.Text("orgCode");
        if (string.IsNullOrEmpty(value) || string.IsNullOrEmpty(orgCode))
        {
            return ServiceResult.Failure(ResultCode.MandatoryMissing, "Title, Organization Code and SecurityToken fields are mandatory");
        }

        if (keys.Find(value) is not { } token)
        {
            return ServiceResult.Failure(ResultCode.InvalidToken, "Invalid security token");
        }

        Exchange.Of(context).UseToken(token.Id);
        DateTimeOffset now = state.Time.GetUtcNow();
        if (token.HasExpired(now))
        {
            return ServiceResult.Failure(state.Settings.SolutionsByText.ExpiredCode, "Invalid security token");
        }

        SolutionsByTextKey? owner = keys.OwnerOf(token);
        return token.IsLive(now) && owner is { Blocked: false } && string.Equals(owner.OrgCode, orgCode, StringComparison.OrdinalIgnoreCase)
            ? null
            : ServiceResult.Failure(ResultCode.InvalidToken, "Invalid security token");
    }

    private static ServiceResult LookUp(string? phone) =>
        new ServiceResult(true, ResultCode.Success, "Success").With("Phone", phone).With("CarrierName", "Example Wireless").With("CarrierId", "77");

    private static ServiceResult Status(string? phone) =>
        new ServiceResult(true, ResultCode.Success, "Success").With("Phone", phone).With("Status", "Active");

    private async Task<ServiceResult> SendAsync(HttpContext context, IParameters parameters)
    {
        SolutionsByTextSettings settings = state.Settings.SolutionsByText;
        int recipients = parameters.Count("sendTo");
        if (recipients is 0 or > MaximumRecipients)
        {
            return ServiceResult.Failure(settings.LimitCode, $"A request sends to 1 to {MaximumRecipients} recipients");
        }

        string key = keys.Find(parameters.Text("securityToken")!)!.Key;
        try
        {
            if (_sending.AddOrUpdate(key, 1, (_, count) => count + 1) > settings.ParallelSendLimit)
            {
                return ServiceResult.Failure(settings.LimitCode, "Too many parallel requests");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(settings.SendMilliseconds), state.Time, context.RequestAborted);
            return new ServiceResult(true, ResultCode.Success, "Message sent").With("TicketNumber", $"T-{recipients.ToString(CultureInfo.InvariantCulture)}");
        }
        finally
        {
            _sending.AddOrUpdate(key, 0, (_, count) => count - 1);
        }
    }
}
