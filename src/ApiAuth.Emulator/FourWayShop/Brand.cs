using System.Text.Json.Serialization;

namespace ApiAuth.Emulator.FourWayShop;

internal sealed record Brand(
    [property: JsonPropertyName("brandCode")] string Code,
    [property: JsonPropertyName("description")] string Description);
