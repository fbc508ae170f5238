using System.Text.Json;

namespace ApiAuth.Emulator.Hosting;

internal static class RequestBody
{
    /// <summary>The body as a JSON object, or null where it is none.</summary>
    public static async ValueTask<JsonElement?> ReadJsonObjectAsync(HttpContext context)
    {
        try
        {
            using JsonDocument document = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A member as text, whatever its case; numbers as written; null where it is absent or JSON null.</summary>
    public static string? Text(this JsonElement element, string name)
    {
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return property.Value.ValueKind switch
                {
                    JsonValueKind.String => property.Value.GetString(),
                    JsonValueKind.Null => null,
                    _ => property.Value.GetRawText(),
                };
            }
        }

        return null;
    }
}
