namespace ApiAuth.Tokens;

/// <summary>Why a login is asked for.</summary>
internal enum LoginReason
{
    /// <summary>There is no token, or its time is over.</summary>
    Due,

    /// <summary>The service refused the token.</summary>
    Rejected,

    /// <summary>The user wants a new one.</summary>
    Demanded,
}
