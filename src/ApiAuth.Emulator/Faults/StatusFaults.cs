using ApiAuth.Emulator.Hosting;
using Microsoft.Extensions.Primitives;

namespace ApiAuth.Emulator.Faults;

internal static class StatusFaults
{
    public static Task StatusAsync(FaultContext context)
    {
        HttpResponse response = context.Http.Response;
        if (context.Fault.Authenticate.Count > 0)
        {
            response.Headers.WWWAuthenticate = new StringValues([.. context.Fault.Authenticate]);
        }

        return WriteAsync(context, context.Fault.Status ?? StatusCodes.Status500InternalServerError);
    }

    public static Task ProxyAuthRequiredAsync(FaultContext context)
    {
        IReadOnlyList<string> challenges = context.Fault.Authenticate;
        context.Http.Response.Headers.ProxyAuthenticate = challenges.Count > 0 ? new StringValues([.. challenges]) : "Basic realm=\"proxy\"";
        return WriteAsync(context, StatusCodes.Status407ProxyAuthenticationRequired);
    }

    /// <summary>Only a request that asks with `Expect` is refused; its body is never read.</summary>
    public static Task ExpectationFailedAsync(FaultContext context) => context.Http.Request.Headers.Expect.Count > 0
        ? WriteAsync(context, StatusCodes.Status417ExpectationFailed)
        : context.Next(context.Http);

    private static Task WriteAsync(FaultContext context, int status)
    {
        Fault fault = context.Fault;
        if (fault.RetryAfter is { } retryAfter)
        {
            context.Http.Response.Headers.RetryAfter = retryAfter;
        }

        return Answer.BytesAsync(context.Http, fault.BodyBytes(), fault.ContentType ?? "text/plain;charset=UTF-8", status);
    }
}
