namespace ApiAuth.Tokens;

/// <summary>What a login is asked for.</summary>
/// <param name="Unwanted">The token that it is to replace; null where there is none.</param>
/// <param name="Reason">Why that one does not do.</param>
internal readonly record struct LoginDemand(Token? Unwanted, LoginReason Reason)
{
    /// <summary>How the service refused the credentials, which are therefore not to be sent again unless they have changed. Null: they may be.</summary>
    public ApiException? Refusal { get; init; }
}
