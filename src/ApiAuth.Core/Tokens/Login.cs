namespace ApiAuth.Tokens;

/// <summary>A login at the service, unless it would only end the login of another client.</summary>
/// <param name="atService">Logs in, on its own timeout; fails with an <see cref="ApiException"/>.</param>
/// <param name="policy">What the service allows.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class Login(Func<CancellationToken, ValueTask<LoginResult>> atService, TokenPolicy policy, TimeProvider clock)
{
    /// <exception cref="ApiException">The login failed, or another client uses the key.</exception>
    public ValueTask<LoginResult> RunAsync(LoginDemand demand, CancellationToken cancellationToken)
    {
        ThrowIfAmbiguous(demand);
        return atService(cancellationToken);
    }

    // A clock that was set back makes a token look younger than none; its age then proves nothing.
    private void ThrowIfAmbiguous(LoginDemand demand)
    {
        if (demand is { Reason: LoginReason.Rejected, Unwanted: { } token }
            && clock.GetUtcNow() - token.Schedule.IssuedAt is var age
            && age >= TimeSpan.Zero
            && age < policy.MinimumLoginInterval)
        {
            throw new ApiException(
                ApiErrorId.AmbiguousLogin,
                "The service ended a token that was given only moments ago: another client has logged in with the same key.");
        }
    }
}
