using ApiAuth.Emulator.Hosting;

namespace ApiAuth.Emulator.FourWayShop;

/// <summary>One login: its bearer token, and its cookies of which the second changes with each use.</summary>
internal sealed class FourWayShopSession(FourWayShopAccount account, int number, DateTimeOffset now, FourWayShopSettings settings)
{
    private readonly Lock _gate = new();
    private readonly Queue<(string Cookie, DateTimeOffset At)> _replaced = new();
    private readonly DateTimeOffset _endsAt = now.AddMinutes(settings.CookieLifetimeMinutes);
    private string _cookie = Secret.NewText();
    private DateTimeOffset _usedAt = now;
    private bool _isClosed;

    public FourWayShopAccount Account => account;

    public string TokenId => $"fourwayshop-{number.ToString(CultureInfo.InvariantCulture)}";

    public string Token { get; } = Secret.NewText(64);

    public DateTimeOffset TokenExpiresAt { get; } = now.AddMilliseconds(settings.TokenLifetimeMs);

    public string SessionCookie { get; } = Secret.NewText();

    public string CurrentCookie
    {
        get
        {
            lock (_gate)
            {
                return _cookie;
            }
        }
    }

    public bool IsClosed
    {
        get
        {
            lock (_gate)
            {
                return _isClosed;
            }
        }
    }

    /// <summary>False if it was closed before.</summary>
    public bool TryClose()
    {
        lock (_gate)
        {
            return !_isClosed && (_isClosed = true);
        }
    }

    /// <summary>Checks and replaces the cookie in one step; null where it is not good. The old value stays good for the grace period.</summary>
    public string? Renew(string? cookie, DateTimeOffset now, FourWayShopSettings settings)
    {
        lock (_gate)
        {
            while (_replaced.TryPeek(out (string, DateTimeOffset At) oldest) && now - oldest.At > TimeSpan.FromSeconds(settings.CookieGraceSeconds))
            {
                _replaced.Dequeue();
            }

            bool isKnown = cookie is not null && (Secret.Same(cookie, _cookie) || _replaced.Any(replaced => replaced.Cookie == cookie));
            if (!isKnown || _isClosed || now >= _endsAt || now - _usedAt >= TimeSpan.FromMinutes(settings.CookieIdleMinutes))
            {
                return null;
            }

            _usedAt = now;
            _replaced.Enqueue((_cookie, now));
            return _cookie = Secret.NewText();
        }
    }
}
