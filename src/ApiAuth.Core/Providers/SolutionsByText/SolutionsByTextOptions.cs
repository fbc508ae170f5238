namespace ApiAuth.Providers.SolutionsByText;

/// <summary>How to exchange a key for a token.</summary>
internal sealed record SolutionsByTextOptions
{
    public SbtProtocol Protocol { get; init; }

    /// <summary>By default the one that is safe with every key: a login never runs beside another, nor before it must.</summary>
    public SbtTokenExpiration TokenExpiration { get; init; }
}
