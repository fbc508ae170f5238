using System.Management.Automation;
using ApiAuth.Providers;
using ApiAuth.Providers.Elvis;
using ApiAuth.Storage;
using ApiAuth.Tokens;

namespace ApiAuth.PowerShell.Commands;

/// <summary>Logs in to WoodWing Elvis 6 or Assets.</summary>
[Cmdlet(VerbsCommunications.Connect, "Elvis", DefaultParameterSetName = CredentialSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(ApiSession))]
public sealed class ConnectElvisCommand : ConnectServerCmdlet
{
    // Boxed: a field of the enumeration's own type would load the core when the module is imported.
    private object? _loginMethod;

    /// <summary>The client that check-outs are tracked by: only it can end one that it made.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public Guid? ClientId { get; set; }

    /// <summary>Makes a client id for this server and user once, keeps it with the files of this machine's user, and logs in with it each time.</summary>
    [Parameter]
    public SwitchParameter TrackCheckout { get; set; }

    /// <summary>Api (the default): a token of fixed lifetime. Web: a cookie and an anti-forgery token.</summary>
    [Parameter]
    public ElvisLoginMethod LoginMethod
    {
        get => (ElvisLoginMethod)(_loginMethod ?? default(ElvisLoginMethod));
        set => _loginMethod = value;
    }

    private protected override ApiProvider CreateProvider(Uri server, ApiCredential credential)
    {
        RefuseBoth(nameof(ClientId), nameof(TrackCheckout));
        return new ElvisProvider(
            credential,
            new ElvisOptions
            {
                ClientId = TrackCheckout ? ClientIdStore.ForUser().GetOrCreate(server, credential.UserName!) : ClientId,
                LoginMethod = LoginMethod,
            });
    }
}
