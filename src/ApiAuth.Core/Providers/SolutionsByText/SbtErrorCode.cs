namespace ApiAuth.Providers.SolutionsByText;

/// <summary>The service's codes (documentation, category "General", and public client code).</summary>
internal static class SbtErrorCode
{
    public const string InvalidSecurityToken = "1000";

    /// <summary>No token, or another mandatory parameter left out.</summary>
    public const string MandatoryMissing = "1001";

    private const string TokenGenerationFailed = "1401";
    private const string KeyGenerationFailed = "1402";

    /// <summary>Whether a login that ended so would end so again with the same key.</summary>
    public static bool IsAboutKey(string? code) => code is InvalidSecurityToken or TokenGenerationFailed or KeyGenerationFailed;
}
