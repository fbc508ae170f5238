using System.Management.Automation;
using ApiAuth.Sessions;

namespace ApiAuth.PowerShell.Sessions;

/// <summary>What <c>-Session</c> was given: a session, the name of one, or a copy that came from another process.</summary>
public sealed class SessionReference
{
    private readonly ApiSession? _session;
    private readonly string _name;
    private readonly bool _isCopy;

    private SessionReference(string name, ApiSession? session = null, bool isCopy = false)
    {
        _name = name;
        _session = session;
        _isCopy = isCopy;
    }

    /// <summary>The name of the session.</summary>
    public override string ToString() => _name;

    /// <summary>What an error that comes of it is about.</summary>
    internal object Target => _session ?? (object)_name;

    /// <summary>Null where the value stands for no session.</summary>
    internal static SessionReference? From(object? value) => value switch
    {
        PSObject { BaseObject: PSCustomObject } copy when IsCopy(copy) => new(copy.Properties["Name"]?.Value as string ?? "", isCopy: true),
        PSObject wrapped when wrapped.BaseObject != wrapped => From(wrapped.BaseObject),
        SessionReference reference => reference,
        ApiSession session => new(session.Name, session),
        string name => new(name),
        _ => null,
    };

    /// <summary>The session meant, or the default one where none was given.</summary>
    /// <exception cref="ApiException">There is none.</exception>
    internal static ApiSession Resolve(SessionReference? reference, SessionRegistry registry) => reference switch
    {
        null => registry.GetDefault(),
        { _isCopy: true } => throw new ApiException(
            ApiErrorId.SessionDeserialized, $"The session '{reference._name}' is a copy that came from another process; it can't send anything."),
        { _session: { } session } => session,
        _ => registry.Get(reference._name),
    };

    private static bool IsCopy(PSObject value) => value.TypeNames.Contains("Deserialized." + typeof(ApiSession).FullName);
}
