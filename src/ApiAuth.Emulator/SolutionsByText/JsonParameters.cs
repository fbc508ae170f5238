using System.Text.Json;
using ApiAuth.Emulator.Hosting;

namespace ApiAuth.Emulator.SolutionsByText;

internal sealed class JsonParameters(JsonElement body) : IParameters
{
    public string? Text(string name) => body.Text(name);

    public int Count(string list) =>
        body.TryGetProperty(list, out JsonElement value) && value.ValueKind == JsonValueKind.Array ? value.GetArrayLength() : 0;
}
