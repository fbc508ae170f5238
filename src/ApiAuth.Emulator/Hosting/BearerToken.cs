namespace ApiAuth.Emulator.Hosting;

internal static class BearerToken
{
    private const string Scheme = "Bearer ";

    /// <summary>What follows `Bearer` in an Authorization header; null where that is not the scheme.</summary>
    public static string? In(string authorization) =>
        authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? authorization[Scheme.Length..] : null;
}
