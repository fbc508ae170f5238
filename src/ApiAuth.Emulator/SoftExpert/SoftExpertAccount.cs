namespace ApiAuth.Emulator.SoftExpert;

/// <param name="UserName">The login.</param>
/// <param name="Password">For Basic authentication.</param>
/// <param name="Domain">With it, `DOMAIN\login` is accepted as well.</param>
/// <param name="ApiKey">The user's one key; null if none was generated.</param>
/// <param name="Blocked">A blocked user's key and password are refused.</param>
public sealed record SoftExpertAccount(string UserName, string Password, string? Domain = null, string? ApiKey = null, bool Blocked = false);
