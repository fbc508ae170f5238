using System.Management.Automation;
using System.Net;
using System.Security;
using ApiAuth.Errors;
using ApiAuth.PowerShell.Errors;
using ApiAuth.Tokens;

namespace ApiAuth.PowerShell.Secrets;

/// <summary>Makes of PowerShell's forms of a secret that of a session.</summary>
internal static class Credentials
{
    /// <exception cref="ArgumentException">The key is empty; the parameter is named.</exception>
    public static ApiCredential FromKey(SecureString key, string parameter) => key.Length == 0
        ? throw InvalidInput.For(parameter, Texts.EmptyKey)
        : ApiCredential.FromKey(Reveal(key));

    /// <exception cref="ArgumentException">The password is empty; the parameter is named.</exception>
    public static ApiCredential FromPassword(PSCredential credential, string parameter) => credential.Password.Length == 0
        ? throw InvalidInput.For(parameter, Texts.EmptyPassword)
        : ApiCredential.FromPassword(credential.UserName, Reveal(credential.Password));

    private static string Reveal(SecureString secret) => new NetworkCredential("", secret).Password;
}
