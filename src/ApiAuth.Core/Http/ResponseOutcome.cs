namespace ApiAuth.Http;

/// <summary>What an answer means to the session.</summary>
internal enum ResponseOutcome
{
    /// <summary>The service did what was asked.</summary>
    Accepted,

    /// <summary>The token is not, or no longer, good.</summary>
    Rejected,

    /// <summary>The token is good, but may not do this.</summary>
    Denied,

    /// <summary>Too many requests.</summary>
    Throttled,

    /// <summary>Anything else that went wrong.</summary>
    Failed,
}
