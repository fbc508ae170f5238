namespace ApiAuth.Tokens;

/// <summary>
/// Keeps the token of a session and lets one login at a time replace it, however many requests wait for it.
/// </summary>
/// <remarks>
/// A login runs on its own: no caller's cancellation reaches it, and each caller stops waiting on its own.
/// A failure is shared by all who waited, and by those who come before the back-off has passed.
/// </remarks>
internal sealed class TokenSource : IDisposable
{
    // A service looks for logins that are over every few minutes; until then it may count one as lasting.
    private static readonly TimeSpan LongestLinger = TimeSpan.FromMinutes(5);

    private readonly Func<LoginDemand, CancellationToken, ValueTask<LoginResult>> _logIn;
    private readonly TokenPolicy _policy;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _gate = new();

    private volatile Token? _current;
    private Task<Token>? _login;
    private Task<Token>? _failure;
    private ApiException? _refusal;
    private Pause _pause;
    private int _failures;
    private int _generation;
    private int _loginCount;
    private bool _rejected;
    private bool _isLasting;
    private bool _isDisposed;

    /// <param name="logIn">Logs in, on its own timeout; fails with an <see cref="ApiException"/>.</param>
    /// <param name="policy">What the service allows.</param>
    /// <param name="clock">Tells the time.</param>
    public TokenSource(Func<LoginDemand, CancellationToken, ValueTask<LoginResult>> logIn, TokenPolicy policy, TimeProvider clock)
    {
        _logIn = logIn;
        _policy = policy;
        _clock = clock;
    }

    /// <summary>The newest token, though it may have run out; null before the first login and after the last.</summary>
    public Token? Current => _current;

    /// <summary>Logins at the service that succeeded.</summary>
    public int LoginCount => Volatile.Read(ref _loginCount);

    /// <summary>Whether the service refused the credentials.</summary>
    public bool IsRejected => Volatile.Read(ref _rejected);

    /// <summary>Whether a token that was rejected may be followed by another.</summary>
    public bool CanRenew => _policy.CanRenew || _policy.RereadsCredential;

    /// <summary>Whether a login is under way.</summary>
    public bool IsLoggingIn
    {
        get
        {
            lock (_gate)
            {
                return _login is not null;
            }
        }
    }

    /// <summary>A token that can be sent: at once where there is one, else when the login has brought it.</summary>
    /// <exception cref="ApiException">The login failed, or is not tried again yet.</exception>
    public ValueTask<Token> GetAsync(CancellationToken cancellationToken)
    {
        var token = _current;
        if (token is not null)
        {
            var now = _clock.GetUtcNow();
            if (now < token.Schedule.RefreshAt)
            {
                return new(token);
            }

            if (now < token.Schedule.Floor)
            {
                RefreshInBackground(token);
                return new(token);
            }
        }

        var login = Join(new(token, LoginReason.Due), force: false).WaitAsync(cancellationToken);
        return token is null ? new(login) : new(OrWhileItLasts(token, login));
    }

    /// <summary>A newer token than the one that the service rejected.</summary>
    /// <exception cref="ApiException">There is none: the login failed, or this token can't be renewed.</exception>
    public Task<Token> RenewAsync(Token rejected, CancellationToken cancellationToken)
    {
        if (_current is { } token && token.Generation > rejected.Generation)
        {
            return Task.FromResult(token);
        }

        return Join(new(rejected, LoginReason.Rejected), force: false).WaitAsync(cancellationToken);
    }

    /// <summary>Logs in now.</summary>
    /// <param name="force">Even where the last login failed a moment ago or the credentials were refused.</param>
    /// <param name="cancellationToken">Ends the waiting, not the login.</param>
    public Task<Token> RefreshAsync(bool force, CancellationToken cancellationToken) =>
        Join(new(_current, LoginReason.Demanded), force).WaitAsync(cancellationToken);

    /// <summary>Replaces the cookies of a token that is still the current one.</summary>
    public void Renew(Token token, Func<Token, Token> change)
    {
        lock (_gate)
        {
            if (_current is { } current && current.Generation == token.Generation)
            {
                _current = change(current);
            }
        }
    }

    /// <summary>Notes that a token which can't be renewed was refused, or, by what it is told later, that it serves again.</summary>
    public void MarkRejected(bool rejected)
    {
        lock (_gate)
        {
            _rejected = rejected;
            _refusal = null;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _current = null;
        }

        _closing.Cancel();
    }

    // A renewal that failed takes nothing from the token that it was to replace.
    private async Task<Token> OrWhileItLasts(Token token, Task<Token> login)
    {
        try
        {
            return await login.ConfigureAwait(false);
        }
        catch (ApiException) when (!_closing.IsCancellationRequested && _clock.GetUtcNow() < token.ExpiresAt)
        {
            return token;
        }
    }

    private void RefreshInBackground(Token token)
    {
        lock (_gate)
        {
            if (_login is null && (!_rejected || _policy.RereadsCredential) && _pause.IsOver && ReferenceEquals(_current, token))
            {
                _login = Start(new(token, LoginReason.Due) { Refusal = _refusal });
            }
        }
    }

    private Task<Token> Join(LoginDemand demand, bool force)
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return Task.FromException<Token>(new ApiException(ApiErrorId.SessionDisconnected, "The session is disconnected."));
            }

            if (_current is { } current && current.Generation > (demand.Unwanted?.Generation ?? 0))
            {
                return Task.FromResult(current);
            }

            if (_login is { } running)
            {
                return running;
            }

            if (!force && _failure is { } failure && IsHeldBack(demand.Reason))
            {
                return failure;
            }

            return _login = Start(demand with { Refusal = force ? null : _refusal });
        }
    }

    private bool IsHeldBack(LoginReason reason) =>
        (_rejected && !_policy.RereadsCredential)
        || !(_pause.IsOver || (_isLasting && reason == LoginReason.Rejected));

    // On another thread, since a login that completes at once would otherwise end inside the lock that starts it;
    // without the context of the caller that happens to be first, for the login is nobody's own.
    private Task<Token> Start(LoginDemand demand)
    {
        var login = RunWithoutContext(() => LogInAsync(demand));
        _ = login.ContinueWith(
            static finished => _ = finished.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return login;
    }

    // One for all who are told, since each task of its own would add to the one stack trace.
    private static Task<Token> Failed(Exception failure)
    {
        var task = Task.FromException<Token>(failure);
        _ = task.Exception;
        return task;
    }

    private static Task<Token> RunWithoutContext(Func<Task<Token>> work)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            return Task.Run(work);
        }

        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(work);
        }
    }

    private async Task<Token> LogInAsync(LoginDemand demand)
    {
        try
        {
            var result = await _logIn(demand, _closing.Token).ConfigureAwait(false);
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_isDisposed, this);
                return Publish(result, demand.Reason);
            }
        }
        catch (Exception exception)
        {
            lock (_gate)
            {
                throw Note(exception, demand.Reason);
            }
        }
    }

    private Token Publish(LoginResult result, LoginReason reason)
    {
        var now = _clock.GetUtcNow();
        var issuedAt = result.IssuedAt ?? now;
        double jitter = Random.Shared.NextDouble();
        var schedule = _policy.CanRenew
            ? TokenSchedule.Create(issuedAt, result.Lifetime, _policy.RefreshEarly, jitter)
            : TokenSchedule.ForStatic(issuedAt, result.Lifetime);
        bool unchanged = _policy.CanRenew && _current?.Value.Equals(result.Value) == true;
        var token = new Token
        {
            Generation = ++_generation,
            Value = result.Value,
            Companion = result.Companion,
            Cookies = result.Cookies,
            CookiesOfLogin = [.. result.Cookies.Cookies.Select(static cookie => cookie.Name)],
            Header = result.Header,
            Jitter = jitter,
            Schedule = unchanged ? schedule.NotBefore(now) : schedule,
        };
        _current = token;
        _login = null;
        _loginCount += result.IsShared ? 0 : 1;
        Forgive();
        if (unchanged)
        {
            _failure = reason == LoginReason.Rejected
                ? Failed(new ApiException(ApiErrorId.TokenRejected, "The service rejected the token, and its login gives the same one again."))
                : null;
            _pause = new Pause(_clock, TokenSchedule.MinimumInterval);
        }

        return token;
    }

    private Exception Note(Exception exception, LoginReason reason)
    {
        var failure = _isDisposed
            ? new ApiException(ApiErrorId.SessionDisconnected, "The session was disconnected while it logged in.")
            : exception;
        _login = null;
        _failure = Failed(failure);
        if (failure is not ApiException { ErrorId: ApiErrorId.AmbiguousLogin })
        {
            _failures++;
        }

        // Where a user may be logged in once at a time, a service refuses the next login as it does a wrong password, while the last one lasts.
        // The refusal then says nothing of the credentials, and they are not sent again before that one is over.
        var now = _clock.GetUtcNow();
        bool isRefusal = IsRefusal(failure);
        bool mayBeOfTheLast = isRefusal && reason != LoginReason.Rejected && now < _current?.ExpiresAt + LongestLinger;
        _isLasting = mayBeOfTheLast && now < _current!.ExpiresAt;
        _rejected = isRefusal && !mayBeOfTheLast;
        _refusal = _rejected ? (ApiException)failure : null;
        _pause = new Pause(
            _clock,
            _isLasting ? _current!.ExpiresAt!.Value - now
            : mayBeOfTheLast ? LongestLinger
            : BackOff.After(_failures, Random.Shared.NextDouble()));
        return failure;
    }

    // A key that no login renews is refused with its token.
    private bool IsRefusal(Exception failure) => failure is ApiException { ErrorId: var id }
        && (id == ApiErrorId.LoginRejected || (id == ApiErrorId.TokenRejected && !_policy.CanRenew));

    private void Forgive()
    {
        _failure = null;
        _refusal = null;
        _rejected = false;
        _isLasting = false;
        _failures = 0;
        _pause = default;
    }
}
