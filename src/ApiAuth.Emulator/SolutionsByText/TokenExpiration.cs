namespace ApiAuth.Emulator.SolutionsByText;

/// <summary>The expiration settings that the service offers for a key's tokens.</summary>
public enum TokenExpiration
{
    /// <summary>One live token: a new one ends the one before.</summary>
    ExpireOnNew,
    Never,
    OneDay,
    OneWeek,
    OneYear,
    TenYears,
}
