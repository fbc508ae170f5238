namespace ApiAuth.Providers.SolutionsByText;

/// <summary>The service's codes (documentation, category "General", and public client code).</summary>
internal static class SbtErrorCode
{
    public const string InvalidSecurityToken = "1000";

    private const string TokenGenerationFailed = "1401";
    private const string KeyGenerationFailed = "1402";

    /// <summary>Whether a login that ended so would end so again with the same key.</summary>
    public static bool IsAboutKey(string? code) => code is InvalidSecurityToken or TokenGenerationFailed or KeyGenerationFailed;
}
