using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using ApiAuth.Http.Bodies;

namespace ApiAuth.Http;

/// <summary>JSON whose every member counts: none may come twice, since parsers differ in which they take.</summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <exception cref="JsonException">The text is no JSON object.</exception>
    public static JsonElement ParseObject(ReadOnlySpan<byte> utf8)
    {
        using var document = Parse(BodyEncoding.WithoutMark(utf8));
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? document.RootElement.Clone()
            : throw new JsonException($"it is of kind {document.RootElement.ValueKind}, not an object.");
    }

    /// <summary>Null for what is no text, but half a character.</summary>
    public static string? Text(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    // The parser takes bytes that are no UTF-8 as they come, and fails when a text is made of them.
    private static JsonDocument Parse(ReadOnlySpan<byte> utf8)
    {
        byte[] text = Utf8.IsValid(utf8) ? utf8.ToArray() : Encoding.UTF8.GetBytes(BodyEncoding.Text(utf8));
        try
        {
            return JsonDocument.Parse(text, Options);
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException("it has a name that holds half a character.", exception);
        }
    }
}
