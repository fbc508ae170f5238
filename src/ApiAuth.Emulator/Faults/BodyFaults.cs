using System.IO.Compression;
using System.Text;
using ApiAuth.Emulator.Hosting;

namespace ApiAuth.Emulator.Faults;

internal static class BodyFaults
{
    private const long DefaultSize = 64 * 1024 * 1024;

    private const string LoginPage =
        "<!DOCTYPE html><html><head><title>Sign in</title></head><body><form action=\"/login\" method=\"post\">"
        + "<input name=\"user\"><input name=\"password\" type=\"password\"><button>Sign in</button></form></body></html>";

    /// <summary>The first half of the real answer, which HTTP cannot tell from a whole one.</summary>
    public static async Task TruncatedJsonAsync(FaultContext context)
    {
        byte[] body = await context.AnswerAsync();
        Memory<byte> half = body.AsMemory(0, body.Length / 2);
        if (!context.Fault.CloseDelimited)
        {
            await WriteAsync(context, half);
            return;
        }

        RawConnection connection = new(context);
        await connection.SendAsync(connection.Head());
        await connection.SendAsync(half);
        await connection.CloseAsync();
    }

    public static Task HtmlAsync(FaultContext context) =>
        Answer.TextAsync(context.Http, context.Fault.Body ?? LoginPage, "text/html;charset=UTF-8", context.Fault.Status ?? 200);

    public static Task EmptyBodyAsync(FaultContext context) => Answer.EmptyAsync(context.Http, context.Fault.Status ?? 200);

    /// <summary>Valid JSON of the size asked for.</summary>
    public static async Task HugeBodyAsync(FaultContext context)
    {
        HttpResponse response = context.Http.Response;
        response.ContentType = context.Fault.ContentType ?? "application/json;charset=UTF-8";
        await WriteJsonAsync(response.Body, context.Fault.Bytes ?? DefaultSize, context.Cancellation);
    }

    /// <summary>Valid JSON that is small on the wire, and of the size asked for once it is decompressed.</summary>
    public static async Task GzipBombAsync(FaultContext context)
    {
        HttpResponse response = context.Http.Response;
        response.ContentType = context.Fault.ContentType ?? "application/json;charset=UTF-8";
        response.Headers.ContentEncoding = "gzip";
        await using GZipStream gzip = new(response.Body, CompressionLevel.Optimal, leaveOpen: true);
        await WriteJsonAsync(gzip, context.Fault.Bytes ?? DefaultSize, context.Cancellation);
    }

    /// <summary>The real answer after a UTF-8 byte order mark.</summary>
    public static async Task BomAsync(FaultContext context)
    {
        byte[] body = await context.AnswerAsync();
        await WriteAsync(context, (byte[])[.. Encoding.UTF8.Preamble, .. body]);
    }

    /// <summary>The real answer in ISO-8859-1, and labelled so.</summary>
    public static async Task Latin1Async(FaultContext context)
    {
        byte[] body = Encoding.Convert(Encoding.UTF8, Encoding.Latin1, await context.AnswerAsync());
        HttpResponse response = context.Http.Response;
        string mediaType = (response.ContentType ?? "application/json").Split(';')[0];
        response.ContentType = $"{mediaType};charset=ISO-8859-1";
        await WriteAsync(context, body);
    }

    public static Task RawBodyAsync(FaultContext context)
    {
        Fault fault = context.Fault;
        return Answer.BytesAsync(context.Http, fault.BodyBytes(), fault.ContentType ?? "application/json;charset=UTF-8", fault.Status ?? 200);
    }

    private static async Task WriteAsync(FaultContext context, ReadOnlyMemory<byte> body)
    {
        context.Http.Response.ContentLength = body.Length;
        await context.Http.Response.Body.WriteAsync(body, context.Cancellation);
    }

    private static async Task WriteJsonAsync(Stream stream, long size, CancellationToken cancellationToken)
    {
        byte[] start = "{\"data\":\""u8.ToArray();
        byte[] end = "\"}"u8.ToArray();
        byte[] filling = new byte[64 * 1024];
        filling.AsSpan().Fill((byte)'a');
        await stream.WriteAsync(start, cancellationToken);
        for (long left = size - start.Length - end.Length; left > 0; left -= filling.Length)
        {
            await stream.WriteAsync(filling.AsMemory(0, (int)Math.Min(left, filling.Length)), cancellationToken);
        }

        await stream.WriteAsync(end, cancellationToken);
    }
}
