using System.Collections.Concurrent;
using ApiAuth.Diagnostics;
using ApiAuth.Providers;
using ApiAuth.Storage;
using ApiAuth.Tokens;

namespace ApiAuth.Sessions;

/// <summary>Gets the tokens of a session: handed over, shared by another process, or by a login with the newest credential.</summary>
internal sealed class SessionLogin
{
    private readonly ApiProvider _provider;
    private readonly Func<LoginChannel> _channel;
    private readonly Func<CancellationToken, Task<ApiCredential?>>? _credentialSource;
    private readonly Func<LoginDemand, CancellationToken, ValueTask<LoginResult>> _obtain;
    private readonly ConcurrentDictionary<string, string> _warnings = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, object> _facts = new Dictionary<string, object>();
    private StoredToken? _handedOver;
    private bool _hasRun;

    /// <param name="provider">Logs in.</param>
    /// <param name="channel">Over which it does.</param>
    /// <param name="server">The base address.</param>
    /// <param name="options">What else there is to it.</param>
    /// <param name="clock">Tells the time.</param>
    public SessionLogin(ApiProvider provider, Func<LoginChannel> channel, Uri server, SessionOptions options, TimeProvider clock)
    {
        _provider = provider;
        _channel = channel;
        _credentialSource = options.CredentialSource;
        _handedOver = options.Token;
        Policy = provider.Policy with { RereadsCredential = options.CredentialSource is not null };
        var login = new Login(LogInAsync, Policy, clock);
        _obtain = options.TokenStore is { } store && Policy.CanRenew
            ? new SharedLogin(login, store, () => Key(server), Policy, clock, Warn).RunAsync
            : login.RunAsync;
    }

    public TokenPolicy Policy { get; }

    /// <summary>What the service told of itself and of the login.</summary>
    public IReadOnlyDictionary<string, object> Facts => Volatile.Read(ref _facts);

    /// <summary>What the user should know though it keeps nothing from working; each once.</summary>
    public IReadOnlyCollection<string> Warnings => (IReadOnlyCollection<string>)_warnings.Values;

    /// <exception cref="ApiException">The login failed.</exception>
    public async ValueTask<LoginResult> RunAsync(LoginDemand demand, CancellationToken cancellationToken)
    {
        if (demand.Unwanted is null && Interlocked.Exchange(ref _handedOver, null) is { } token)
        {
            Volatile.Write(ref _facts, WithOwn(token.Result.Facts));
            return token.Result;
        }

        if (_hasRun)
        {
            await RereadCredentialAsync(demand, cancellationToken).ConfigureAwait(false);
        }

        _hasRun = true;
        var result = await ObtainAsync(demand, cancellationToken).ConfigureAwait(false);
        Volatile.Write(ref _facts, WithSkew(WithOwn(result.Facts)));
        return result;
    }

    private async ValueTask<LoginResult> ObtainAsync(LoginDemand demand, CancellationToken cancellationToken)
    {
        try
        {
            return await _obtain(demand, cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException failure) when (failure.ErrorId == ApiErrorId.LoginRejected && _credentialSource is not null)
        {
            // It may have been changed since it was read: the refusal of the old one then says nothing.
            if (!await TryReplaceAsync(_credentialSource, cancellationToken).ConfigureAwait(false))
            {
                throw;
            }
        }

        return await _obtain(demand, cancellationToken).ConfigureAwait(false);
    }

    private string Key(Uri server) => TokenCacheKey.Create(
        _provider.Name, server, _provider.TokenKind, _provider.TryGetCredential() ?? throw Disconnected());

    private async ValueTask<LoginResult> LogInAsync(CancellationToken cancellationToken)
    {
        if (_provider.TryGetCredential() is not { } credential)
        {
            throw Disconnected();
        }

        if (credential.IsAbsent)
        {
            throw new ApiException(ApiErrorId.TokenRejected, "The token is over, and the session was handed over without the credential that could renew it.")
            {
                RecommendedAction = "Connect again, or hand the session over with Export-ApiSession -IncludeCredential.",
            };
        }

        return await _provider.LogInAsync(_channel(), cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask RereadCredentialAsync(LoginDemand demand, CancellationToken cancellationToken)
    {
        if (_credentialSource is not { } source || await TryReplaceAsync(source, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        if (demand.Refusal is { } refusal)
        {
            throw refusal.With([]);
        }

        if (!Policy.CanRenew && demand.Reason == LoginReason.Rejected)
        {
            throw new ApiException(ApiErrorId.TokenRejected, "The service refuses the key, and the vault holds no other that can be used.");
        }
    }

    /// <returns>Whether there is a newer one.</returns>
    private async ValueTask<bool> TryReplaceAsync(Func<CancellationToken, Task<ApiCredential?>> source, CancellationToken cancellationToken)
    {
        try
        {
            if (await source(cancellationToken).ConfigureAwait(false) is not { } fresh || fresh.Equals(_provider.TryGetCredential()))
            {
                return false;
            }

            _provider.Replace(fresh);
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or ApiException)
        {
            // A vault that is locked for the night does not end a session whose credential is still good.
            Warn($"The credential could not be read again: {exception.Message}");
            return false;
        }
    }

    private Dictionary<string, object> WithOwn(IReadOnlyDictionary<string, object> told)
    {
        var facts = new Dictionary<string, object>(told);
        foreach (var (name, value) in _provider.Facts)
        {
            facts[name] = value;
        }

        return facts;
    }

    private IReadOnlyDictionary<string, object> WithSkew(IReadOnlyDictionary<string, object> facts)
    {
        if (_channel().ClockSkew is not { } time || new ClockSkew(time).IsHarmless)
        {
            return facts;
        }

        // Once, though each login finds the difference a little other.
        _warnings.TryAdd(
            nameof(LoginChannel.ClockSkew),
            $"The clock of the service is {new ClockSkew(time)}; set the one that is wrong.");
        return new Dictionary<string, object>(facts) { ["ClockSkew"] = time };
    }

    private void Warn(string text) => _warnings.TryAdd(text, text);

    private static ApiException Disconnected() => new(ApiErrorId.SessionDisconnected, "The session is disconnected.");
}
