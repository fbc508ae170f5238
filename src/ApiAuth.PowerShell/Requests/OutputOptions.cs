using ApiAuth.PowerShell.Conversion;

namespace ApiAuth.PowerShell.Requests;

/// <summary>What becomes of the answers of one call of the cmdlet.</summary>
internal sealed record OutputOptions
{
    public required ConversionOptions Conversion { get; init; }

    public bool AsResponse { get; init; }

    public bool Resume { get; init; }

    public bool WantsHeaders { get; init; }
}
