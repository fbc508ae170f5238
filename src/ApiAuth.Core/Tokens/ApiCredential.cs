namespace ApiAuth.Tokens;

/// <summary>What a login is made with: a key, or a user name and a password.</summary>
/// <param name="UserName">Null for a key.</param>
/// <param name="Secret">The key or the password.</param>
internal sealed record ApiCredential(string? UserName, Secret Secret)
{
    /// <summary>Whether there is none: the session was handed over without it.</summary>
    public bool IsAbsent { get; private init; }

    public static ApiCredential FromKey(string key) => new(null, new Secret(key));

    /// <summary>Stands for one that was not handed over.</summary>
    public static ApiCredential Absent(string? userName) => new(userName, new Secret(Guid.NewGuid().ToString("N"))) { IsAbsent = true };

    public static ApiCredential FromPassword(string userName, string password) => new(userName, new Secret(password));
}
