using ApiAuth.PowerShell.Conversion.Json;

namespace ApiAuth.PowerShell.Conversion;

/// <summary>What becomes of the body of an answer.</summary>
internal sealed record ConversionOptions
{
    /// <summary>As ConvertFrom-Json has it by default: levels of objects and arrays within each other.</summary>
    public const int LargestDepth = 1024;

    /// <summary>The text as it was received.</summary>
    public bool Raw { get; init; }

    public bool AsHashtable { get; init; }

    public JsonDateKind DateKind { get; init; }

    /// <summary>An array comes out as one object.</summary>
    public bool NoEnumerate { get; init; }
}
