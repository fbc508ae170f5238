namespace ApiAuth.Tokens;

/// <summary>What a login is made with: a key, or a user name and a password.</summary>
/// <param name="UserName">Null for a key.</param>
/// <param name="Secret">The key or the password.</param>
internal sealed record ApiCredential(string? UserName, Secret Secret)
{
    public static ApiCredential FromKey(string key) => new(null, new Secret(key));

    public static ApiCredential FromPassword(string userName, string password) => new(userName, new Secret(password));
}
