using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ApiAuth.Benchmarks;

/// <summary>
/// As little of a service as a race needs: a login as Elvis answers it, a small answer, the same after a wait, many objects, a list in pages,
/// a large file.
/// </summary>
internal static class RaceServer
{
    private static readonly byte[] Login =
        """{"loginSuccess":true,"loginFaultMessage":null,"serverVersion":"6.7.0.0","authToken":"race"}"""u8.ToArray();

    private static readonly byte[] Small = """{"username":"guest","fullName":"Guest","groups":["Users"],"number":42}"""u8.ToArray();

    // Made once for all who ask: the race is not about who writes it.
    private static readonly ConcurrentDictionary<int, byte[]> Objects = new();

    /// <summary>Runs until its standard input ends.</summary>
    /// <param name="port">0: any that is free.</param>
    public static async Task RunAsync(int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.WebHost.ConfigureKestrel(static kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
        });
        await using var app = builder.Build();
        var count = new RequestCount();
        app.Run(context => context.Request.Path == "/requests" ? count.WriteAsync(context) : count.CountAsync(context, () => AnswerAsync(context, count)));
        await app.StartAsync();
        Console.WriteLine($"Listening on {app.Urls.First()}");
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
    }

    private static async Task AnswerAsync(HttpContext context, RequestCount count)
    {
        switch (context.Request.Path.Value)
        {
            case "/services/apilogin":
                await WriteAsync(context, Login);
                break;
            case "/wait":
                await Task.Delay(Number(context, "ms", 20), context.RequestAborted);
                await WriteAsync(context, Small);
                break;
            case "/echo":
                await count.ReachAsync(Number(context, "started", 0), Number(context, "answered", 0), context.RequestAborted);
                await context.Response.WriteAsJsonAsync(new { number = Number(context, "number", 0) });
                break;
            case "/objects":
                await WriteAsync(context, Objects.GetOrAdd(Number(context, "count", 20_000), WriteObjects));
                break;
            case "/file":
                await ServedFile.WriteAsync(context);
                break;
            case { } path when path.StartsWith("/items/", StringComparison.Ordinal):
                await PagedItems.WriteAsync(context, path[7..]);
                break;
            case "/upload":
                await ReceiveAsync(context);
                break;
            default:
                await WriteAsync(context, Small);
                break;
        }
    }

    private static async Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> json)
    {
        context.Response.ContentType = "application/json;charset=UTF-8";
        context.Response.ContentLength = json.Length;
        await context.Response.BodyWriter.WriteAsync(json);
    }

    private static async Task ReceiveAsync(HttpContext context)
    {
        long bytes = 0;
        byte[] buffer = new byte[128 * 1024];
        for (int count; (count = await context.Request.Body.ReadAsync(buffer)) > 0;)
        {
            bytes += count;
        }

        await context.Response.WriteAsJsonAsync(new { bytes });
    }

    private static byte[] WriteObjects(int count)
    {
        var text = new StringBuilder("[");
        for (int number = 0; number < count; number++)
        {
            text.Append(number == 0 ? "" : ",").Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $$"""{"id":{{number}},"name":"Asset {{number}}","price":{{number}}.25,"isActive":true,"created":"2026-01-02T03:04:05Z","note":null,"size":{"width":640,"height":480},"tags":["a","b"]}""");
        }

        return Encoding.UTF8.GetBytes(text.Append(']').ToString());
    }

    private static int Number(HttpContext context, string name, int @default) =>
        int.TryParse(context.Request.Query[name], out int number) ? number : @default;
}
