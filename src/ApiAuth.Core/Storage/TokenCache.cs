namespace ApiAuth;

/// <summary>Who shares a token.</summary>
public enum TokenCache
{
    /// <summary>Nobody but this session, with all runspaces of its process.</summary>
    Process,

    /// <summary>All processes of this user on this machine that connect with the same credential.</summary>
    User,
}
