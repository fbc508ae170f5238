namespace ApiAuth.Emulator.Elvis;

internal sealed record IssuedToken(string Value, ElvisSession Session, DateTimeOffset ExpiresAt)
{
    public bool IsLive(DateTimeOffset now) => !Session.IsClosed && now < ExpiresAt;
}
