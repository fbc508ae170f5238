using ApiAuth.Emulator.SolutionsByText;

namespace ApiAuth.Emulator.Accounts;

public sealed record SolutionsByTextKey(string Key, string OrgCode, TokenExpiration Expiration, bool Blocked = false);
