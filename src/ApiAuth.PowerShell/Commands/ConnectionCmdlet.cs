using System.Management.Automation;
using System.Security.Cryptography.X509Certificates;
using ApiAuth.Errors;
using ApiAuth.Http;
using ApiAuth.PowerShell.Errors;
using ApiAuth.PowerShell.Sessions;

namespace ApiAuth.PowerShell.Commands;

/// <summary>A cmdlet whose parameters describe how a server is reached.</summary>
public abstract class ConnectionCmdlet : ApiCmdlet
{
    /// <summary>About 24 days, the longest that a timer runs. In seconds.</summary>
    private const int LongestTimeout = int.MaxValue / 1000;

    /// <summary>A proxy, in place of the one that the system or the environment names.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? Proxy { get; set; }

    /// <summary>For the proxy.</summary>
    [Parameter]
    [ValidateNotNull]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Logs in to the proxy as the user of this process.</summary>
    [Parameter]
    public SwitchParameter ProxyUseDefaultCredentials { get; set; }

    /// <summary>Passes by the proxy that the system or the environment names.</summary>
    [Parameter]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>The client's certificate, for servers that ask for one.</summary>
    [Parameter]
    [ValidateNotNull]
    public X509Certificate2? Certificate { get; set; }

    /// <summary>Takes the server's certificate as it is. For tests only.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>Sends credentials over plain http, where whoever listens can read them.</summary>
    [Parameter]
    public SwitchParameter AllowUnencryptedAuthentication { get; set; }

    /// <summary>In seconds, for each request that does not bring its own, with all its retries. 0: without limit.</summary>
    [Parameter]
    [ValidateRange(0, LongestTimeout)]
    public int? TimeoutSec { get; set; }

    /// <summary>For each request that does not bring its own.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? MaximumRetryCount { get; set; }

    /// <summary>What requests say that they come from.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? UserAgent { get; set; }

    /// <exception cref="ArgumentException">Both were given.</exception>
    private protected void RefuseBoth(string first, string second)
    {
        if (IsGiven(first) && IsGiven(second))
        {
            throw InvalidInput.For(second, Texts.NotTogether(first));
        }
    }

    /// <exception cref="ArgumentException">Two parameters exclude each other, or one can't be used.</exception>
    private protected ConnectionProfile CreateProfile()
    {
        RefuseBoth(nameof(Proxy), nameof(NoProxy));
        RefuseBoth(nameof(ProxyCredential), nameof(ProxyUseDefaultCredentials));
        var profile = new ConnectionProfile
        {
            Proxy = Proxy is null ? null : ServerAddress.ParseProxy(Proxy, nameof(Proxy)),
            ProxyCredential = ProxyCredential?.GetNetworkCredential(),
            ProxyUseDefaultCredentials = ProxyUseDefaultCredentials,
            NoProxy = NoProxy,
            Certificate = Certificate,
            SkipCertificateCheck = SkipCertificateCheck,
            AllowUnencryptedAuthentication = AllowUnencryptedAuthentication,
            MaximumRetryCount = MaximumRetryCount ?? ConnectionProfile.DefaultMaximumRetryCount,
            UserAgent = UserAgent ?? ConnectionProfile.DefaultUserAgent,
        };
        return TimeoutSec is not { } seconds ? profile
            : profile with { Timeout = seconds == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(seconds) };
    }

    // A switch that is off, as splatting may hold it, is not given.
    private bool IsGiven(string parameter) =>
        MyInvocation.BoundParameters.TryGetValue(parameter, out object? value) && value is not SwitchParameter { IsPresent: false };
}
