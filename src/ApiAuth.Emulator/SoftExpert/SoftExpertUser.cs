namespace ApiAuth.Emulator.SoftExpert;

/// <param name="KeyEnded">The key is withdrawn, as one is that expired.</param>
/// <param name="KeyNumber">Which of the user's keys is the live one: counts from 1, a new key being the next.</param>
internal sealed record SoftExpertUser(string UserName, string Password, string? Domain, string? ApiKey, bool Blocked, bool KeyEnded = false, int KeyNumber = 1)
{
    public string TokenId => $"softexpert-{UserName}-{KeyNumber}";

    public bool IsNamed(string login) =>
        string.Equals(login, UserName, StringComparison.OrdinalIgnoreCase)
        || (Domain is not null && string.Equals(login, $@"{Domain}\{UserName}", StringComparison.OrdinalIgnoreCase));
}
