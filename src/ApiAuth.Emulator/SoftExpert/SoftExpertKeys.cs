using ApiAuth.Emulator.Hosting;

namespace ApiAuth.Emulator.SoftExpert;

/// <summary>The users with their keys, one each, as they are now.</summary>
internal sealed class SoftExpertKeys
{
    private readonly Lock _gate = new();
    private readonly EmulatorState _state;
    private SoftExpertUser[] _users = [];

    public SoftExpertKeys(EmulatorState state)
    {
        _state = state;
        Reset();
    }

    /// <summary>The user whose live key this is.</summary>
    public SoftExpertUser? FindByKey(string key)
    {
        lock (_gate)
        {
            return _users.FirstOrDefault(user => !user.KeyEnded && Secret.Same(user.ApiKey, key) && ApiKey.ExpiresAt(key) > _state.Time.GetUtcNow());
        }
    }

    public SoftExpertUser? FindByCredential(BasicCredential credential)
    {
        lock (_gate)
        {
            return _users.FirstOrDefault(user => user.IsNamed(credential.UserName) && Secret.Same(user.Password, credential.Password));
        }
    }

    /// <summary>Withdraws every key; passwords stay good.</summary>
    public int EndAll()
    {
        lock (_gate)
        {
            int count = _users.Count(user => user.ApiKey is not null && !user.KeyEnded);
            _users = [.. _users.Select(user => user with { KeyEnded = true })];
            return count;
        }
    }

    public bool SetBlocked(string userName, bool blocked) =>
        Change(user => user.IsNamed(userName), user => user with { Blocked = blocked }) is not null;

    /// <summary>The key's owner, or without a key the first user, gets a new one.</summary>
    public string? Rotate(string? key) => Change(
        user => key is null || Secret.Same(user.ApiKey, key),
        user => user with { ApiKey = ApiKey.Create(user.UserName, _state.Time.GetUtcNow()), KeyEnded = false, KeyNumber = user.KeyNumber + 1 })?.ApiKey;

    public void Reset()
    {
        lock (_gate)
        {
            _users =
            [
                .. _state.Accounts.SoftExpert.Select(account => new SoftExpertUser(
                    account.UserName, account.Password, account.Domain, account.ApiKey, account.Blocked)),
            ];
        }
    }

    private SoftExpertUser? Change(Func<SoftExpertUser, bool> isMeant, Func<SoftExpertUser, SoftExpertUser> change)
    {
        lock (_gate)
        {
            int index = Array.FindIndex(_users, user => isMeant(user));
            return index < 0 ? null : _users[index] = change(_users[index]);
        }
    }
}
