namespace ApiAuth.Tokens;

/// <summary>What may be done with the tokens of a service.</summary>
internal sealed record TokenPolicy
{
    /// <summary>A login that gives a token of its own to each client.</summary>
    public static readonly TokenPolicy Renewable = new();

    /// <summary>A key that is the token: there is no login to repeat.</summary>
    public static readonly TokenPolicy Static = new() { CanRenew = false, RefreshEarly = false };

    /// <summary>A login that ends the token given before. Two clients that answer each rejection with a login end each other's tokens for ever.</summary>
    public static readonly TokenPolicy ExpireOnNew = new() { RefreshEarly = false, MinimumLoginInterval = TimeSpan.FromSeconds(30) };

    public bool CanRenew { get; init; } = true;

    /// <summary>Whether the credential is read anew before each login, so that one which was refused may have been changed since.</summary>
    public bool RereadsCredential { get; init; }

    public bool RefreshEarly { get; init; } = true;

    /// <summary>A token rejected sooner than this after its login was ended by another client.</summary>
    public TimeSpan MinimumLoginInterval { get; init; }
}
