using ApiAuth.Emulator.Hosting;

namespace ApiAuth.Emulator.SolutionsByText;

internal sealed record SecurityToken(string Value, string Key, int Number, DateTimeOffset? ExpiresAt, TokenEnd? End = null)
{
    public string Id => $"sbt-{Number.ToString(CultureInfo.InvariantCulture)}";

    public bool IsLive(DateTimeOffset now) => End is null && !HasExpired(now);

    public bool HasExpired(DateTimeOffset now) => End == TokenEnd.Expired || now >= ExpiresAt;
}
