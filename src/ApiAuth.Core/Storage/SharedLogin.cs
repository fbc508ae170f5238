using System.Security.Cryptography;
using ApiAuth.Tokens;

namespace ApiAuth.Storage;

/// <summary>A login whose token all clients of one account share: who needs one looks first whether another has brought it.</summary>
/// <param name="login">At the service.</param>
/// <param name="store">Where tokens are shared.</param>
/// <param name="key">The entry of this account; asked for at each login, since the credential may change.</param>
/// <param name="policy">What the service allows.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="warn">Told what keeps the store from being used; the session goes on without.</param>
internal sealed class SharedLogin(
    Login login, ITokenStore store, Func<string> key, TokenPolicy policy, TimeProvider clock, Action<string> warn)
{
    /// <exception cref="ApiException">The login failed, or another client uses the key.</exception>
    public async ValueTask<LoginResult> RunAsync(LoginDemand demand, CancellationToken cancellationToken)
    {
        string name = key();
        using var turn = await store.EnterAsync(name, cancellationToken).ConfigureAwait(false);
        if (turn is null)
        {
            warn("The token cache can't be locked; this login is not shared.");
        }

        if (demand.Reason != LoginReason.Demanded && store.Read(name) is { } stored && Serves(stored, demand))
        {
            return stored.Result;
        }

        var result = await login.RunAsync(demand, cancellationToken).ConfigureAwait(false);
        result = result with { IssuedAt = result.IssuedAt ?? clock.GetUtcNow() };
        if (turn is not null)
        {
            Keep(name, result);
        }

        return result;
    }

    private bool Serves(StoredToken stored, LoginDemand demand)
    {
        var result = stored.Result;
        var schedule = TokenSchedule.Create(result.IssuedAt!.Value, result.Lifetime, policy.RefreshEarly, jitter: 0);
        return !result.Value.Equals(demand.Unwanted?.Value) && clock.GetUtcNow() < schedule.RefreshAt;
    }

    private void Keep(string name, LoginResult result)
    {
        try
        {
            store.Write(name, new StoredToken(result));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            warn($"The token could not be kept in the token cache: {exception.Message}");
        }
    }
}
