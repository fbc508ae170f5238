using ApiAuth.Emulator.Hosting;

namespace ApiAuth.Emulator.SolutionsByText;

/// <summary>The keys as they are now, and every token that they have issued.</summary>
internal sealed class KeyRing
{
    private readonly Lock _gate = new();
    private readonly EmulatorState _state;
    private readonly Dictionary<string, SecurityToken> _tokens = [];
    private SolutionsByTextKey[] _keys = [];
    private int _number;

    public KeyRing(EmulatorState state)
    {
        _state = state;
        Reset();
    }

    /// <summary>Null where the key is not known, or blocked.</summary>
    public SecurityToken? Issue(string key)
    {
        lock (_gate)
        {
            if (Array.Find(_keys, candidate => Secret.Same(candidate.Key, key)) is not { Blocked: false } found)
            {
                return null;
            }

            TokenExpiration expiration = _state.Settings.SolutionsByText.Expirations.GetValueOrDefault(key, found.Expiration);
            if (expiration == TokenExpiration.ExpireOnNew)
            {
                End(token => token.Key == key, TokenEnd.Expired);
            }

            SecurityToken token = new(Secret.NewBase64(), key, ++_number, ExpiresAt(expiration));
            return _tokens[token.Value] = token;
        }
    }

    public SecurityToken? Find(string value)
    {
        lock (_gate)
        {
            return _tokens.GetValueOrDefault(value);
        }
    }

    /// <summary>The organisation and the block of a token's key; null where the key was rotated away.</summary>
    public SolutionsByTextKey? OwnerOf(SecurityToken token)
    {
        lock (_gate)
        {
            return Array.Find(_keys, key => key.Key == token.Key);
        }
    }

    public int EndAll(TokenEnd reason)
    {
        lock (_gate)
        {
            return End(_ => true, reason);
        }
    }

    public bool SetBlocked(string key, bool blocked) => Change(key, found => found with { Blocked = blocked }) is not null;

    /// <summary>The old key's tokens end with it. Without a key the first is meant.</summary>
    public string? Rotate(string? key)
    {
        lock (_gate)
        {
            string? old = key ?? _keys.FirstOrDefault()?.Key;
            if (old is null || Change(old, found => found with { Key = $"{old}-{Secret.NewText(8)}" }) is not { } changed)
            {
                return null;
            }

            End(token => token.Key == old, TokenEnd.Revoked);
            return changed.Key;
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _keys = [.. _state.Accounts.SolutionsByText];
            _tokens.Clear();
        }
    }

    private DateTimeOffset? ExpiresAt(TokenExpiration expiration)
    {
        DateTimeOffset now = _state.Time.GetUtcNow();
        return expiration switch
        {
            TokenExpiration.OneDay => now.AddDays(1),
            TokenExpiration.OneWeek => now.AddDays(7),
            TokenExpiration.OneYear => now.AddYears(1),
            TokenExpiration.TenYears => now.AddYears(10),
            _ => null,
        };
    }

    private int End(Func<SecurityToken, bool> isMeant, TokenEnd reason)
    {
        SecurityToken[] ended = [.. _tokens.Values.Where(token => token.IsLive(_state.Time.GetUtcNow()) && isMeant(token))];
        foreach (SecurityToken token in ended)
        {
            _tokens[token.Value] = token with { End = reason };
        }

        return ended.Length;
    }

    private SolutionsByTextKey? Change(string key, Func<SolutionsByTextKey, SolutionsByTextKey> change)
    {
        lock (_gate)
        {
            int index = Array.FindIndex(_keys, candidate => candidate.Key == key);
            return index < 0 ? null : _keys[index] = change(_keys[index]);
        }
    }
}
