using System.Collections.Concurrent;
using ApiAuth.Errors;

namespace ApiAuth.Sessions;

/// <summary>The sessions of the process by name, without regard to case.</summary>
internal sealed class SessionRegistry(IDefaultSession defaultSession)
{
    private readonly ConcurrentDictionary<string, ApiSession> _sessions = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _gate = new();

    /// <summary>By name, in order.</summary>
    public IReadOnlyList<ApiSession> Sessions => [.. _sessions.Values.OrderBy(static session => session.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>Null where there is none, or it has been removed.</summary>
    public ApiSession? Default
    {
        get => defaultSession.Current is { } session && Find(session.Name) == session ? session : null;
        set => defaultSession.Current = value;
    }

    public bool IsDefault(ApiSession session) => ReferenceEquals(Default, session);

    public ApiSession? Find(string name) => _sessions.GetValueOrDefault(name);

    /// <exception cref="ApiException">No session has that name.</exception>
    public ApiSession Get(string name) =>
        Find(name) ?? throw new ApiException(ApiErrorId.SessionNotFound, $"There is no session '{name}'. {Known()}");

    /// <summary>The default session, or the only one.</summary>
    /// <exception cref="ApiException">There is neither.</exception>
    public ApiSession GetDefault()
    {
        if (Default is { } session)
        {
            return session;
        }

        var sessions = Sessions;
        return sessions.Count == 1
            ? sessions[0]
            : throw new ApiException(ApiErrorId.NoDefaultSession, $"No session was named, and none is the default. {Known()}");
    }

    /// <summary>Adds a session under its name and makes it the default.</summary>
    /// <returns>The session that had the name before, for the caller to disconnect; null where there was none.</returns>
    public ApiSession? Add(ApiSession session)
    {
        lock (_gate)
        {
            var replaced = Find(session.Name);
            session.Registry = this;
            _sessions[session.Name] = session;
            Default = session;
            return replaced;
        }
    }

    /// <summary>Adds a session under a name that is not taken, made from its server's host, and makes it the default.</summary>
    public void AddUnderFreeName(ApiSession session)
    {
        lock (_gate)
        {
            session.Name = UniqueName(session.Server);
            Add(session);
        }
    }

    /// <summary>Makes a session the default.</summary>
    /// <exception cref="ApiException">The session is no longer here.</exception>
    public void Select(ApiSession session)
    {
        lock (_gate)
        {
            ThrowIfRemoved(session);
            Default = session;
        }
    }

    public void Remove(ApiSession session)
    {
        lock (_gate)
        {
            _sessions.TryRemove(new(session.Name, session));
        }
    }

    /// <exception cref="ArgumentException">The name is taken.</exception>
    /// <exception cref="ApiException">The session is no longer here.</exception>
    public void Rename(ApiSession session, string newName)
    {
        lock (_gate)
        {
            ThrowIfRemoved(session);
            if (Find(newName) is { } other && other != session)
            {
                throw InvalidInput.For("NewName", $"Another session is named '{newName}'.");
            }

            _sessions.TryRemove(session.Name, out _);
            session.Name = newName;
            _sessions[newName] = session;
        }
    }

    /// <summary>A name that is not taken: the host, or with a number where another session has it.</summary>
    public string UniqueName(Uri server)
    {
        string name = server.Host;
        for (int number = 2; _sessions.ContainsKey(name); number++)
        {
            name = $"{server.Host}-{number}";
        }

        return name;
    }

    /// <summary>Ends all sessions without a word to their services.</summary>
    public void Clear()
    {
        foreach (var session in Sessions)
        {
            Remove(session);
            session.Close();
        }
    }

    private void ThrowIfRemoved(ApiSession session)
    {
        if (Find(session.Name) != session)
        {
            throw new ApiException(ApiErrorId.SessionNotFound, $"The session '{session.Name}' is no longer here.");
        }
    }

    private string Known() => _sessions.IsEmpty
        ? "There are no sessions."
        : $"There are: {string.Join(", ", Sessions.Select(static session => session.Name))}.";
}
