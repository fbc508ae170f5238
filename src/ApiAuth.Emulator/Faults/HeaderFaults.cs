using ApiAuth.Emulator.Hosting;

namespace ApiAuth.Emulator.Faults;

internal static class HeaderFaults
{
    private const int DefaultHeaderBytes = 128 * 1024;

    public static Task RedirectAsync(FaultContext context)
    {
        HttpRequest request = context.Http.Request;
        string location = context.Fault.Location ?? new Uri(context.Origins.Other, request.Path.ToUriComponent() + request.QueryString).AbsoluteUri;
        return RedirectAsync(context, location);
    }

    public static Task RedirectLoopAsync(FaultContext context) => RedirectAsync(context, RedirectLoop.First);

    /// <summary>The real answer with more headers than clients are ready to read.</summary>
    public static async Task HugeHeadersAsync(FaultContext context)
    {
        string value = new('h', 4096);
        for (long size = 0, i = 0; size < (context.Fault.Bytes ?? DefaultHeaderBytes); size += value.Length, i++)
        {
            context.Http.Response.Headers[$"X-Filling-{i}"] = value;
        }

        await context.Next(context.Http);
    }

    /// <summary>The real answer with more Set-Cookie lines, word for word.</summary>
    public static Task SetCookieAsync(FaultContext context)
    {
        context.Http.Response.OnStarting(() =>
        {
            foreach (string cookie in context.Fault.Cookies)
            {
                context.Http.Response.Headers.Append("Set-Cookie", cookie);
            }

            return Task.CompletedTask;
        });
        return context.Next(context.Http);
    }

    private static Task RedirectAsync(FaultContext context, string location)
    {
        context.Http.Response.Headers.Location = location;
        return Answer.EmptyAsync(context.Http, context.Fault.Status ?? StatusCodes.Status302Found);
    }
}
