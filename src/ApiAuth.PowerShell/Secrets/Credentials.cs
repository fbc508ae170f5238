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
    /// <exception cref="ArgumentException">The key is empty, or has white space around it that came with a copy or a file; the parameter is named.</exception>
    public static ApiCredential FromKey(SecureString key, string parameter)
    {
        string text = Reveal(key);
        return text.Length == 0 ? throw InvalidInput.For(parameter, Texts.EmptyKey)
            : text.AsSpan().Trim().Length != text.Length ? throw InvalidInput.For(parameter, Texts.SpaceAroundKey)
            : ApiCredential.FromKey(text);
    }

    /// <exception cref="ArgumentException">The password is empty; the parameter is named.</exception>
    public static ApiCredential FromPassword(PSCredential credential, string parameter) => credential.Password.Length == 0
        ? throw InvalidInput.For(parameter, Texts.EmptyPassword)
        : ApiCredential.FromPassword(credential.UserName, Reveal(credential.Password));

    /// <summary>As text, for what must be sent or derived from it.</summary>
    public static string Reveal(SecureString secret) => new NetworkCredential("", secret).Password;
}
