using System.Text.Json;

namespace ApiAuth.Http;

/// <summary>JSON whose every member counts: none may come twice, since parsers differ in which they take.</summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <exception cref="JsonException">The text is no JSON object.</exception>
    public static JsonElement ParseObject(ReadOnlySpan<byte> utf8)
    {
        ReadOnlySpan<byte> text = utf8.StartsWith(Bom) ? utf8[Bom.Length..] : utf8;
        using var document = JsonDocument.Parse(text.ToArray(), Options);
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? document.RootElement.Clone()
            : throw new JsonException($"it is of kind {document.RootElement.ValueKind}, not an object.");
    }

    private static ReadOnlySpan<byte> Bom => [0xEF, 0xBB, 0xBF];
}
