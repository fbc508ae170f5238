namespace ApiAuth.Emulator.Elvis;

/// <summary>One login. A web session gets a further token each time that it is kept alive, and all of them end with it.</summary>
/// <param name="csrfToken">Only sessions of the web login have one.</param>
internal sealed class ElvisSession(int number, ElvisAccount account, string clientType, string? clientId, string? csrfToken)
{
    private volatile bool _isClosed;

    public string TokenId => $"elvis-{number.ToString(CultureInfo.InvariantCulture)}";

    public ElvisAccount Account => account;

    public string ClientType => clientType;

    public string? ClientId => clientId;

    public string? CsrfToken => csrfToken;

    public bool IsWeb => csrfToken is not null;

    public bool IsClosed => _isClosed;

    public void Close() => _isClosed = true;
}
