using ApiAuth.Emulator.Elvis;
using ApiAuth.Emulator.FourWayShop;
using ApiAuth.Emulator.SoftExpert;
using ApiAuth.Emulator.SolutionsByText;

namespace ApiAuth.Emulator.Accounts;

/// <summary>Who may log in, service by service.</summary>
public sealed record AccountSet(
    IReadOnlyList<SoftExpertAccount> SoftExpert,
    IReadOnlyList<FourWayShopAccount> FourWayShop,
    IReadOnlyList<SolutionsByTextKey> SolutionsByText,
    IReadOnlyList<ElvisAccount> Elvis);
