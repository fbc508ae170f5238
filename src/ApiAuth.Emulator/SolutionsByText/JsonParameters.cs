using System.Text.Json;

namespace ApiAuth.Emulator.SolutionsByText;

internal sealed class JsonParameters(JsonElement body) : IParameters
{
    public string? Text(string name) =>
        body.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public int Count(string list) =>
        body.TryGetProperty(list, out JsonElement value) && value.ValueKind == JsonValueKind.Array ? value.GetArrayLength() : 0;
}
