namespace ApiAuth;

/// <summary>What was chosen for a key of Solutions by Text. The service does not tell it, so the user says it.</summary>
public enum SbtTokenExpiration
{
    /// <summary>Each new token ends the one before.</summary>
    ExpireOnNew,

    /// <summary>Tokens do not expire.</summary>
    Never,

    /// <summary>24 hours.</summary>
    OneDay,

    /// <summary>7 days.</summary>
    OneWeek,

    /// <summary>1 year.</summary>
    OneYear,

    /// <summary>10 years.</summary>
    TenYears,
}
