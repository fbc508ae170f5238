using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace ApiAuth.Emulator.Hosting;

/// <summary>JSON bodies, read to the letter: the content type is JSON, names are exact, a number is no text and a text no number.</summary>
internal static class RequestBody
{
    private static readonly JsonSerializerOptions _format = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>False where the request says that no body follows its head.</summary>
    public static bool IsPresent(HttpContext context) => context.Features.GetRequiredFeature<IHttpRequestBodyDetectionFeature>().CanHaveBody;

    /// <summary>Null where the body is no JSON of that shape. Members that the shape does not have are passed over.</summary>
    public static async ValueTask<T?> ReadJsonAsync<T>(HttpContext context)
        where T : class
    {
        try
        {
            return context.Request.HasJsonContentType()
                ? await JsonSerializer.DeserializeAsync<T>(context.Request.Body, _format, context.RequestAborted)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The body as a JSON object of any members, or null where it is none.</summary>
    public static async ValueTask<JsonElement?> ReadJsonObjectAsync(HttpContext context)
    {
        using JsonDocument? document = await ReadJsonAsync<JsonDocument>(context);
        return document?.RootElement is { ValueKind: JsonValueKind.Object } root ? root.Clone() : null;
    }
}
