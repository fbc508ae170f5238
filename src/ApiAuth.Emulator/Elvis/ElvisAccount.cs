namespace ApiAuth.Emulator.Elvis;

/// <param name="UserType">The licence, as the token's `userType` claim names it: "API", "Pro", "Standard" or "Basic".</param>
/// <param name="SuperUser">Adds ROLE_SUPERUSER.</param>
public sealed record ElvisAccount(
    string UserName, string Password, string FullName, string Email, string UserType, bool SuperUser = false, bool Blocked = false);
