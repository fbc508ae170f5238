namespace ApiAuth.Emulator.Hosting;

/// <summary>Which users are blocked now; who is a user, and was blocked at first, the accounts say.</summary>
internal sealed class BlockedUsers
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, bool> _initial;
    private Dictionary<string, bool> _current;

    public BlockedUsers(IEnumerable<KeyValuePair<string, bool>> users)
    {
        _initial = new Dictionary<string, bool>(users);
        _current = new Dictionary<string, bool>(_initial);
    }

    public bool Contains(string userName)
    {
        lock (_gate)
        {
            return _current.GetValueOrDefault(userName);
        }
    }

    /// <summary>False if there is no such user.</summary>
    public bool Set(string userName, bool blocked)
    {
        lock (_gate)
        {
            if (!_current.ContainsKey(userName))
            {
                return false;
            }

            _current[userName] = blocked;
            return true;
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _current = new Dictionary<string, bool>(_initial);
        }
    }
}
