using System.Collections.Concurrent;
using ApiAuth.Emulator.Hosting;
using ApiAuth.Emulator.Log;

namespace ApiAuth.Emulator.SoftExpert;

/// <summary>What stands before every call: 401, then 403 for the licence, then 429.</summary>
internal sealed class SoftExpertGuard(EmulatorState state, SoftExpertKeys keys)
{
    /// <summary>The message of the service's own FAQ.</summary>
    public const string KeyNotFound = "Valid GatewayJWT not found in the request or user is blocked!";

    private const string BasicScheme = "Basic ";

    private readonly ConcurrentDictionary<string, RateWindow> _windows = new();

    private SoftExpertSettings Settings => state.Settings.SoftExpert;

    public RequestDelegate Protect(RequestDelegate handler, bool isDataset = false, bool acceptsBearer = false) => context =>
    {
        SoftExpertUser? user = FindUser(context.Request.Headers.Authorization.ToString(), acceptsBearer);
        if (user is null || user.Blocked)
        {
            return isDataset && Settings.DatasetErrorsAsJson
                ? Answer.JsonAsync(context, new { message = KeyNotFound, status = 401 }, StatusCodes.Status401Unauthorized)
                : Answer.TextAsync(context, KeyNotFound, status: StatusCodes.Status401Unauthorized);
        }

        Exchange.Of(context).UseToken(user.TokenId);
        if (Settings.SingleLicenceTaken)
        {
            return Answer.TextAsync(context, "There is no license available.", status: StatusCodes.Status403Forbidden);
        }

        return Settings.RateLimitEnabled && !_windows.GetOrAdd(user.UserName, _ => new RateWindow(state.Time)).TryEnter(Settings.RequestsPerSecond)
            ? TooManyAsync(context)
            : handler(context);
    };

    public void Reset() => _windows.Clear();

    private Task TooManyAsync(HttpContext context)
    {
        if (Settings.RetryAfterOn429)
        {
            context.Response.Headers.RetryAfter = "1";
        }

        return Answer.TextAsync(context, "API rate limit exceeded.", status: StatusCodes.Status429TooManyRequests);
    }

    /// <summary>The header holds the bare key. `Bearer` before it is seen to fail on datasets, and documented for workflow alone.</summary>
    private SoftExpertUser? FindUser(string authorization, bool acceptsBearer)
    {
        if (authorization.StartsWith(BasicScheme, StringComparison.OrdinalIgnoreCase))
        {
            return Settings.BasicEnabled && BasicCredential.Decode(authorization[BasicScheme.Length..]) is { } credential
                ? keys.FindByCredential(credential)
                : null;
        }

        return BearerToken.In(authorization) is { } key
            ? acceptsBearer ? keys.FindByKey(key) : null
            : keys.FindByKey(authorization);
    }
}
