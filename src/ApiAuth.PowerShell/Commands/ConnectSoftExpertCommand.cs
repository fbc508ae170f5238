using System.Management.Automation;
using System.Security;
using ApiAuth.PowerShell.Secrets;
using ApiAuth.Providers;
using ApiAuth.Providers.SoftExpert;
using ApiAuth.Tokens;

namespace ApiAuth.PowerShell.Commands;

/// <summary>Makes a session of SoftExpert Suite with a key, or with a user and a password.</summary>
[Cmdlet(VerbsCommunications.Connect, "SoftExpert", DefaultParameterSetName = ApiKeySet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(ApiSession))]
public sealed class ConnectSoftExpertCommand : ConnectServerCmdlet
{
    private const string ApiKeySet = "ApiKey";

    /// <summary>The key, from the screen of the user's account.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ApiKeySet)]
    [ValidateNotNull]
    public SecureString? ApiKey { get; set; }

    private protected override SecretKind AcceptedSecrets => SecretKind.Key | SecretKind.Password;

    private protected override Uri GetServer() => SoftExpertProvider.ServerFor(base.GetServer());

    private protected override ApiCredential GetGivenCredential() =>
        ApiKey is null ? base.GetGivenCredential() : Credentials.FromKey(ApiKey, nameof(ApiKey));

    private protected override ApiProvider CreateProvider(Uri server, ApiCredential credential) => new SoftExpertProvider(credential);
}
