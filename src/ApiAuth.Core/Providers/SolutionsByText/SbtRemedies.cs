namespace ApiAuth.Providers.SolutionsByText;

internal static class SbtRemedies
{
    public const string Login = "Check the key, that it is of this environment (production or staging), and at which level it was generated: tenant, organization or division.";

    public const string ExpireOnNew = "each new token of this key ends the one before, whoever asks for it";

    public const string Rejected =
        "The token ran out, or, with a key of 'expire on new', another client has asked for one. Update-ApiSession asks for a new one; give each client a key of its own.";

    public const string Missing =
        "Write {SecurityToken} where the token belongs in XML or text; into a query or a JSON object it comes by itself. Check the organization code too.";
}
