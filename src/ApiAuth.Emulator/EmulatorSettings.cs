using ApiAuth.Emulator.Elvis;
using ApiAuth.Emulator.FourWayShop;
using ApiAuth.Emulator.SoftExpert;
using ApiAuth.Emulator.SolutionsByText;

namespace ApiAuth.Emulator;

/// <summary>Everything about the services that is a choice or an inference rather than a known fact.</summary>
public sealed record EmulatorSettings
{
    public SoftExpertSettings SoftExpert { get; init; } = new();

    public FourWayShopSettings FourWayShop { get; init; } = new();

    public SolutionsByTextSettings SolutionsByText { get; init; } = new();

    public ElvisSettings Elvis { get; init; } = new();
}
