using System.Management.Automation;
using System.Net;
using System.Security;
using ApiAuth.PowerShell.Errors;

namespace ApiAuth.PowerShell.Commands;

/// <summary>The session's token, for tools outside PowerShell; fetched first where it has run out.</summary>
[Cmdlet(VerbsCommon.Get, "ApiAccessToken")]
[OutputType(typeof(SecureString), typeof(string))]
public sealed class GetApiAccessTokenCommand : SessionCmdlet
{
    /// <summary>As readable text: for one who knows where it goes.</summary>
    [Parameter]
    public SwitchParameter AsPlainText { get; set; }

    private protected override void Process(ApiSession session)
    {
        string token = Await(Texts.LoggingIn(session.Server.Authority), session.GetTokenAsync).Reveal();
        WriteObject(AsPlainText ? token : Protect(token));
    }

    private static SecureString Protect(string token)
    {
        var secure = new NetworkCredential("", token).SecurePassword;
        secure.MakeReadOnly();
        return secure;
    }
}
