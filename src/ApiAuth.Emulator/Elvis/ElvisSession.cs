using ApiAuth.Emulator.Accounts;

namespace ApiAuth.Emulator.Elvis;

/// <param name="CsrfToken">Only sessions of the web login have one.</param>
internal sealed record ElvisSession(
    int Number, ElvisAccount Account, string Token, string? ClientId, string? CsrfToken, DateTimeOffset ExpiresAt, bool IsClosed = false)
{
    public string TokenId => $"elvis-{Number.ToString(CultureInfo.InvariantCulture)}";

    public bool IsWeb => CsrfToken is not null;
}
