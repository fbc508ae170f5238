namespace ApiAuth.Emulator.SolutionsByText;

public sealed record SolutionsByTextKey(string Key, string OrgCode, TokenExpiration Expiration, bool Blocked = false);
