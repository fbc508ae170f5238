using System.Text;
using System.Text.Json;

namespace ApiAuth.Emulator.Hosting;

/// <summary>Writes whole answers of known length.</summary>
internal static class Answer
{
    /// <summary>Member names are written as they are declared.</summary>
    public static readonly JsonSerializerOptions AsDeclared = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Task JsonAsync(HttpContext context, object value, int status = StatusCodes.Status200OK) =>
        BytesAsync(context, JsonSerializer.SerializeToUtf8Bytes(value, AsDeclared), "application/json;charset=UTF-8", status);

    public static Task TextAsync(HttpContext context, string text, string contentType = "text/plain;charset=UTF-8", int status = StatusCodes.Status200OK) =>
        BytesAsync(context, Encoding.UTF8.GetBytes(text), contentType, status);

    public static async Task BytesAsync(HttpContext context, ReadOnlyMemory<byte> body, string contentType, int status = StatusCodes.Status200OK)
    {
        HttpResponse response = context.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    public static Task EmptyAsync(HttpContext context, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        context.Response.ContentLength = 0;
        return Task.CompletedTask;
    }
}
