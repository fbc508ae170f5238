using System.Net;
using ApiAuth.Diagnostics;
using ApiAuth.Http;
using ApiAuth.Http.Bodies;
using ApiAuth.Http.Paging;
using ApiAuth.Providers;
using ApiAuth.Sessions;
using ApiAuth.Storage;
using ApiAuth.Tokens;

namespace ApiAuth;

/// <summary>
/// One login to one service: alive, shared by every runspace of the process, renewed as it is used. Nothing that it shows is secret.
/// </summary>
public sealed class ApiSession : IDisposable
{
    private readonly ApiProvider _provider;
    private readonly ConnectionProfile _profile;
    private readonly TimeProvider _clock;
    private readonly TokenSource _tokens;
    private readonly SessionChain _chain;
    private readonly LoginChannel _channel;
    private readonly SessionLogin _login;
    private readonly SessionOptions _options;
    private readonly CancellationTokenSource _closing = new();
    private long _requestCount;
    private int _logoutBegan;
    private volatile bool _disconnected;

    /// <param name="name">The name in the registry.</param>
    /// <param name="server">The server, taken as a folder.</param>
    /// <param name="provider">All that is peculiar to the service.</param>
    /// <param name="profile">How to reach it.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="options">What else there is to it.</param>
    /// <exception cref="ApiException">Credentials would travel unencrypted.</exception>
    internal ApiSession(string name, Uri server, ApiProvider provider, ConnectionProfile profile, TimeProvider clock, SessionOptions? options = null)
    {
        options ??= SessionOptions.Default;
        if (server.Scheme != Uri.UriSchemeHttps && !server.IsLoopback && !profile.AllowUnencryptedAuthentication)
        {
            throw new ApiException(
                ApiErrorId.UnencryptedAuthentication, $"'{server}' is not encrypted: whoever listens on the way can read the credentials.");
        }

        // A credential of the session's own, for it to forget.
        profile = profile.ProxyCredential is { } proxy
            ? profile with { ProxyCredential = new NetworkCredential(proxy.UserName, proxy.Password, proxy.Domain) }
            : profile;
        Name = name;
        Server = RequestAddress.AsFolder(server);
        Redactor = new Redactor(new SessionSecrets(provider, profile, () => _tokens?.Current).All);
        Log = new RequestLog(Redactor, clock);
        ConnectedAt = clock.GetUtcNow();
        Probe = options.Probe ?? provider.Probe;
        _provider = provider;
        _profile = profile;
        _clock = clock;
        _options = options with { Token = null };
        _login = new SessionLogin(provider, () => _channel!, Server, options, clock);
        _tokens = new TokenSource(_login.RunAsync, _login.Policy, clock);
        _chain = options.Primary is { } primary
            ? new SessionChain(provider, _tokens, profile, Log, clock, primary)
            : new SessionChain(provider, _tokens, profile, Log, clock);
        _channel = new LoginChannel(_chain.Invoker, Server, profile, Redactor, clock);
    }

    /// <summary>Unique among the sessions of the process.</summary>
    public string Name { get; internal set; }

    /// <summary>The kind of service, by its name in the cmdlets.</summary>
    public string Provider => _provider.Name;

    /// <summary>What relative addresses are relative to.</summary>
    public Uri Server { get; }

    /// <summary>Who is logged in; null where a key stands for the user and does not name one.</summary>
    public string? UserName => _provider.UserName;

    /// <summary>What the next request meets.</summary>
    public SessionState State =>
        _disconnected ? SessionState.Disconnected
        : _tokens.IsRejected ? SessionState.Rejected
        : _tokens.Current is null || ExpiresAt <= _clock.GetUtcNow() ? SessionState.Expired
        : SessionState.Connected;

    /// <summary>When the session was made.</summary>
    public DateTimeOffset ConnectedAt { get; }

    /// <summary>When the token runs out; null where the service does not say.</summary>
    public DateTimeOffset? ExpiresAt => _tokens.Current?.ExpiresAt;

    /// <summary>How long the token still runs, never less than zero; null where the service does not say.</summary>
    public TimeSpan? ExpiresIn => ExpiresAt - _clock.GetUtcNow() is { } left ? left > TimeSpan.Zero ? left : TimeSpan.Zero : null;

    /// <summary>Logins that succeeded.</summary>
    public int LoginCount => _tokens.LoginCount;

    /// <summary>Requests sent, logins not counted.</summary>
    public long RequestCount => Interlocked.Read(ref _requestCount);

    /// <summary>Whether this runspace uses it where none is named.</summary>
    public bool IsDefault => Registry?.IsDefault(this) == true;

    /// <summary>What the service told of itself and of the login.</summary>
    public IReadOnlyDictionary<string, object> Properties => _login.Facts;

    /// <summary>What the user should know though it keeps nothing from working, such as a clock that is wrong.</summary>
    internal IReadOnlyCollection<string> Warnings => _login.Warnings;

    /// <summary>Whether a login is under way.</summary>
    internal bool IsRenewing => _tokens.IsLoggingIn;

    internal SessionRegistry? Registry { get; set; }

    internal RequestLog Log { get; }

    internal Redactor Redactor { get; }

    /// <summary>What is worth knowing of how long this login lasts; null where nothing is.</summary>
    internal string? LoginNote => _provider.LoginNote;

    /// <summary>What to do where the service holds requests back.</summary>
    internal string ThrottleRemedy => _provider.ThrottleRemedy;

    /// <summary>Whether a token is the proof of a login; false where a key is sent as it is, for each request to be judged by.</summary>
    internal bool HasLogin => _provider.Policy.CanRenew;

    internal ConnectionProfile Profile => _profile;

    /// <summary>How the service gives long lists in pages.</summary>
    internal PageScheme Paging => _provider.Paging;

    /// <summary>A cheap request that shows whether the login is good; null where none is known.</summary>
    internal ApiRequest? Probe { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>Logs in for the first time.</summary>
    /// <exception cref="ApiException">The login failed.</exception>
    internal async Task ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _tokens.GetAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            Close();
            throw;
        }
    }

    /// <summary>Logs in anew, without waiting for the token to run out.</summary>
    /// <param name="force">Even where the last login failed a moment ago or the credentials were refused.</param>
    /// <param name="cancellationToken">Ends the waiting, not the login.</param>
    /// <exception cref="ApiException">The login failed.</exception>
    internal async Task RefreshAsync(bool force, CancellationToken cancellationToken)
    {
        ThrowIfDisconnected();
        await _tokens.RefreshAsync(force, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The token as it would go on a request sent now.</summary>
    /// <exception cref="ApiException">There is none, and the login failed.</exception>
    internal async Task<Secret> GetTokenAsync(CancellationToken cancellationToken)
    {
        ThrowIfDisconnected();
        var token = await _tokens.GetAsync(cancellationToken).ConfigureAwait(false);
        return _provider.ValueOf(token, Server, _clock.GetUtcNow());
    }

    /// <summary>The session, to be handed to another process.</summary>
    /// <param name="includeCredential">With what can renew it, and with the credential for the proxy.</param>
    /// <exception cref="ApiException">It holds neither a token nor a credential to hand over.</exception>
    internal SessionSnapshot Export(bool includeCredential)
    {
        ThrowIfDisconnected();
        var credential = _provider.TryGetCredential() ?? ApiCredential.Absent(UserName);
        var token = _tokens.Current is { } current && _login.Policy.CanRenew ? StoredToken.Of(current, Properties) : null;

        // A key that is the token can't be handed over without itself.
        bool isKey = !_login.Policy.CanRenew;
        var handedOver = includeCredential || isKey ? credential : ApiCredential.Absent(UserName);
        if (token is null && handedOver.IsAbsent)
        {
            throw new ApiException(ApiErrorId.SessionDisconnected, $"The session '{Name}' holds no token at the moment, so there is nothing to hand over.");
        }

        var options = includeCredential ? _provider.Options.Concat(_provider.LoginOptions).ToDictionary() : _provider.Options;
        var profile = includeCredential ? _profile : _profile with { ProxyCredential = null };
        return new SessionSnapshot(Name, Provider, Server, handedOver, options, profile, token)
        {
            ProbeUri = _options.Probe?.Uri,
            TokenCache = _options.TokenCache,
        };
    }

    /// <summary>Sends a request with the session's credentials.</summary>
    /// <exception cref="ApiException">It failed, and <see cref="ApiRequest.SkipHttpErrorCheck"/> is not set.</exception>
    /// <exception cref="ArgumentException">The request can't be sent as it is; the parameter is named.</exception>
    internal async Task<ApiResponse> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        ThrowIfDisconnected();
        var target = RequestAddress.Resolve(Server, request.Uri, request.Query);
        var deadline = new Deadline(request.Timeout ?? _profile.Timeout, _clock, cancellationToken, _closing.Token);
        ApiRequestMessage? message = null;
        try
        {
            if (request.Body is { } body)
            {
                await body.PrepareAsync(_provider.TokenMarker, deadline).ConfigureAwait(false);
            }

            message = new ApiRequestMessage(request, target, deadline);
            if (message.Headers.UserAgent.Count == 0)
            {
                message.Headers.Add("User-Agent", _profile.UserAgent);
            }

            Interlocked.Increment(ref _requestCount);
            var response = await _chain.Invoker.SendAsync(message, deadline.Token).ConfigureAwait(false);
            var answer = new ApiResponse(response, message, Redactor);
            if (message.Verdict.Outcome == ResponseOutcome.Accepted || request.SkipHttpErrorCheck)
            {
                return answer;
            }

            using (answer)
            {
                throw RequestFailure.Describe(answer, message, Name);
            }
        }
        catch (Exception exception)
        {
            message?.Body?.Dispose();
            message?.Dispose();
            deadline.Dispose();
            throw exception switch
            {
                ApiException failure when message is not null => failure.With(message.Attempts),
                BodyReadException source => Rethrown(source.Cause),
                _ when TransportFailure.Describe(exception, deadline, target, message?.Attempts ?? []) is { } failure => failure,
                _ => Rethrown(exception),
            };
        }
    }

    /// <summary>
    /// Logs out where the service can, and forgets the secrets whether that worked or not. A token that other processes share is left to them.
    /// </summary>
    /// <exception cref="ApiException">The service did not take the logout.</exception>
    internal async Task DisconnectAsync(CancellationToken cancellationToken)
    {
        if (_disconnected || Interlocked.Exchange(ref _logoutBegan, 1) != 0)
        {
            return;
        }

        _disconnected = true;
        try
        {
            if (!_options.SharesTokens && _tokens.Current is { } token && !_tokens.IsRejected)
            {
                await _provider.LogOutAsync(_channel, token, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            Close();
        }
    }

    /// <summary>Ends it without a word to the service.</summary>
    internal void Close()
    {
        _disconnected = true;
        Log.Seal(Name);
        _closing.Cancel();
        _tokens.Dispose();
        _chain.Dispose();
        _provider.Forget();
        _profile.ProxyCredential?.Password = "";
    }

    void IDisposable.Dispose() => Close();

    private static Exception Rethrown(Exception exception)
    {
        System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception);
        return exception;
    }

    private void ThrowIfDisconnected()
    {
        if (_disconnected)
        {
            throw new ApiException(ApiErrorId.SessionDisconnected, $"The session '{Name}' is disconnected.");
        }
    }
}
