using System.Globalization;
using System.Text.Json;
using ApiAuth.Http;

namespace ApiAuth.Providers;

/// <summary>The JSON of a login's answer; what is missing or of the wrong type is named.</summary>
internal sealed class LoginDocument(JsonElement root, LoginAnswer answer)
{
    public string RequiredString(string name) => OptionalString(name) is { Length: > 0 } text ? text : throw Missing(name, "a text that is not empty");

    public string? OptionalString(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => StrictJson.Text(value),
        _ => throw Missing(name, "a text"),
    };

    /// <summary>What is told beside the login and decides nothing: a text or a whole number as it is; null where it is anything else.</summary>
    public object? Fact(string name) => Find(name) switch
    {
        { ValueKind: JsonValueKind.String } => OptionalString(name),
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt64(out long number) => number,
        _ => null,
    };

    /// <summary>A <see cref="Fact"/> as text.</summary>
    public string? Text(string name) => Fact(name) is { } fact ? Convert.ToString(fact, CultureInfo.InvariantCulture) : null;

    public bool RequiredBoolean(string name) => Find(name) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw Missing(name, "true or false"),
    };

    /// <summary>A whole number; null where there is none or it is no number that fits.</summary>
    public long? OptionalInt64(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value => value.TryGetInt64(out long number) ? number : null,
        _ => throw Missing(name, "a number"),
    };

    public LoginDocument RequiredObject(string name) => Find(name) is { ValueKind: JsonValueKind.Object } value
        ? new LoginDocument(value, answer)
        : throw Missing(name, "an object");

    private JsonElement? Find(string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private ApiException Missing(string name, string expected) =>
        answer.Failed(ApiErrorId.InvalidResponse, $"The answer to the login has no member '{name}' that is {expected}.");
}
