using System.Management.Automation;
using ApiAuth.PowerShell.Secrets;
using ApiAuth.PowerShell.Sessions;
using ApiAuth.Tokens;

namespace ApiAuth.PowerShell.Commands;

/// <summary>Logs in to a service that each customer has an own server of, and that knows users with passwords.</summary>
public abstract class ConnectServerCmdlet : ConnectCmdlet
{
    private protected const string CredentialSet = "Credential";

    /// <summary>The address of the service; https where it names no scheme.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    public Uri? Server { get; set; }

    /// <summary>The user and the password.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = CredentialSet)]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    private protected override SecretKind AcceptedSecrets => SecretKind.Password;

    private protected override object? Target => Server is null ? null : ServerAddress.Shown(Server.OriginalString);

    private protected override Uri GetServer() => ServerAddress.Parse(Server!, nameof(Server));

    private protected override ApiCredential GetGivenCredential() => Credentials.FromPassword(Credential!, nameof(Credential));
}
