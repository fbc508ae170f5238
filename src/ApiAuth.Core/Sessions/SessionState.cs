namespace ApiAuth;

/// <summary>What the next request over a session meets.</summary>
public enum SessionState
{
    /// <summary>Logged in, as far as is known.</summary>
    Connected,

    /// <summary>The token has run out; the next request logs in again.</summary>
    Expired,

    /// <summary>The service refused the credentials; no further login until they change.</summary>
    Rejected,

    /// <summary>Logged out; the secrets are forgotten.</summary>
    Disconnected,
}
