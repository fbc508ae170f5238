using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ApiAuth.Benchmarks;

/// <summary>
/// As little of a service as a race needs: a login as Elvis answers it, a small answer, the same after a wait, many objects, a large file.
/// </summary>
internal static class RaceServer
{
    private const int PortionSize = 64 * 1024;

    private static readonly byte[] Login =
        """{"loginSuccess":true,"loginFaultMessage":null,"serverVersion":"6.7.0.0","authToken":"race"}"""u8.ToArray();

    private static readonly byte[] Small = """{"username":"guest","fullName":"Guest","groups":["Users"],"number":42}"""u8.ToArray();

    private static readonly byte[] Portion = CreatePortion();

    /// <summary>Runs until its standard input ends.</summary>
    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(static kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
        });
        await using var app = builder.Build();
        app.Run(AnswerAsync);
        await app.StartAsync();
        Console.WriteLine($"Listening on {app.Urls.First()}");
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        switch (context.Request.Path.Value)
        {
            case "/services/apilogin":
                await WriteAsync(context, Login);
                break;
            case "/wait":
                await Task.Delay(Number(context, "ms", 20));
                await WriteAsync(context, Small);
                break;
            case "/objects":
                await WriteAsync(context, Objects(Number(context, "count", 20_000)));
                break;
            case "/file":
                await WriteFileAsync(context, long.Parse(context.Request.Query["bytes"]!, System.Globalization.CultureInfo.InvariantCulture));
                break;
            case "/upload":
                await context.Request.Body.CopyToAsync(Stream.Null);
                await WriteAsync(context, Small);
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

    private static async Task WriteFileAsync(HttpContext context, long size)
    {
        context.Response.ContentType = "application/octet-stream";
        context.Response.ContentLength = size;
        for (long left = size; left > 0; left -= PortionSize)
        {
            await context.Response.BodyWriter.WriteAsync(Portion.AsMemory(0, (int)Math.Min(left, PortionSize)));
        }
    }

    private static byte[] Objects(int count)
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

    private static byte[] CreatePortion()
    {
        byte[] portion = new byte[PortionSize];
        new Random(1).NextBytes(portion);
        return portion;
    }
}
