using System.Management.Automation;
using System.Security;
using ApiAuth.PowerShell.Secrets;
using ApiAuth.PowerShell.Sessions;
using ApiAuth.Providers;
using ApiAuth.Providers.SolutionsByText;
using ApiAuth.Tokens;

namespace ApiAuth.PowerShell.Commands;

/// <summary>Exchanges a key of Solutions by Text for a security token, and makes the session that holds it.</summary>
[Cmdlet(VerbsCommon.Get, "SbtSecurityToken", DefaultParameterSetName = ApiKeySet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(ApiSession))]
public sealed class GetSbtSecurityTokenCommand : ConnectCmdlet
{
    private const string ApiKeySet = "ApiKey";

    // Boxed: fields of the enumerations' own types would load the core when the module is imported.
    private object? _environment;
    private object? _protocol;
    private object? _tokenExpiration;

    /// <summary>The key.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ApiKeySet)]
    [ValidateNotNull]
    public SecureString? ApiKey { get; set; }

    /// <summary>Which of the two public hosts; by default Production.</summary>
    [Parameter]
    public SbtEnvironment Environment
    {
        get => (SbtEnvironment)(_environment ?? default(SbtEnvironment));
        set => _environment = value;
    }

    /// <summary>Another host, in place of an environment.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    public Uri? Server { get; set; }

    /// <summary>Soap (the default) or Rest.</summary>
    [Parameter]
    public SbtProtocol Protocol
    {
        get => (SbtProtocol)(_protocol ?? default(SbtProtocol));
        set => _protocol = value;
    }

    /// <summary>What was chosen for the key; by default ExpireOnNew, which is safe with every key.</summary>
    [Parameter]
    public SbtTokenExpiration TokenExpiration
    {
        get => (SbtTokenExpiration)(_tokenExpiration ?? default(SbtTokenExpiration));
        set => _tokenExpiration = value;
    }

    private protected override SecretKind AcceptedSecrets => SecretKind.Key;

    private protected override object? Target => Server is null ? Environment : ServerAddress.Shown(Server.OriginalString);

    private protected override Uri GetServer()
    {
        RefuseBoth(nameof(Environment), nameof(Server));
        return Server is null ? SolutionsByTextProvider.ServerFor(Environment) : ServerAddress.Parse(Server, nameof(Server));
    }

    private protected override ApiCredential GetGivenCredential() => Credentials.FromKey(ApiKey!, nameof(ApiKey));

    private protected override ApiProvider CreateProvider(Uri server, ApiCredential credential) => new SolutionsByTextProvider(
        credential, new SolutionsByTextOptions { Protocol = Protocol, TokenExpiration = TokenExpiration });
}
