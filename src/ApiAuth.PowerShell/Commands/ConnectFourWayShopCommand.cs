using System.Collections;
using System.Management.Automation;
using System.Net;
using System.Security;
using ApiAuth.Providers;
using ApiAuth.Providers.FourWayShop;
using ApiAuth.Tokens;

namespace ApiAuth.PowerShell.Commands;

/// <summary>Logs in to 4WS Suite (Four Way Shop).</summary>
[Cmdlet(VerbsCommunications.Connect, "FourWayShop", DefaultParameterSetName = CredentialSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(ApiSession))]
public sealed class ConnectFourWayShopCommand : ConnectServerCmdlet
{
    // Boxed: a field of the enumeration's own type would load the core when the module is imported.
    private object? _authenticationMode;

    /// <summary>The company to work for.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? CompanyId { get; set; }

    /// <summary>The site to work for.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public long? SiteId { get; set; }

    /// <summary>How requests carry the login: the token in the Authorization header (the default), or cookies.</summary>
    [Parameter]
    public FourWayShopAuthenticationMode AuthenticationMode
    {
        get => (FourWayShopAuthenticationMode)(_authenticationMode ?? default(FourWayShopAuthenticationMode));
        set => _authenticationMode = value;
    }

    /// <summary>Where to log in, relative to the server; by default <c>api/login</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? LoginPath { get; set; }

    /// <summary>
    /// The members of the login's JSON, where the installation wants others than username, password, companyId and siteId;
    /// <c>{UserName}</c> and <c>{Password}</c> stand for the credential, also within a longer text. What is secret beside it is given as a SecureString.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public Hashtable? LoginBody { get; set; }

    private protected override ApiProvider CreateProvider(Uri server, ApiCredential credential) => new FourWayShopProvider(
        credential,
        new FourWayShopOptions
        {
            CompanyId = CompanyId,
            SiteId = SiteId,
            AuthenticationMode = AuthenticationMode,
            LoginPath = LoginPath ?? FourWayShopOptions.DefaultLoginPath,
            LoginBody = LoginBody?.Cast<DictionaryEntry>().ToDictionary(static member => member.Key.ToString()!, static member => Unwrap(member.Value)),
        });

    private static object? Unwrap(object? value) => value switch
    {
        PSObject wrapped => Unwrap(wrapped.BaseObject),
        SecureString { Length: > 0 } secure => new Secret(new NetworkCredential("", secure).Password),
        _ => value,
    };
}
