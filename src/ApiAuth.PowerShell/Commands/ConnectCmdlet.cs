using System.Globalization;
using System.Management.Automation;
using System.Security.Cryptography.X509Certificates;
using ApiAuth.Errors;
using ApiAuth.Http;
using ApiAuth.PowerShell.Errors;
using ApiAuth.PowerShell.Secrets;
using ApiAuth.PowerShell.Sessions;
using ApiAuth.Providers;
using ApiAuth.Sessions;
using ApiAuth.Storage;
using ApiAuth.Tokens;

namespace ApiAuth.PowerShell.Commands;

/// <summary>Logs in to a service and keeps the login as a session: what all services have in common.</summary>
public abstract class ConnectCmdlet : ApiCmdlet
{
    private protected const string SecretSet = "SecretName";

    /// <summary>About 24 days, the longest that a timer runs. In seconds.</summary>
    private const int LongestTimeout = int.MaxValue / 1000;

    // Boxed: fields of the enumerations' own types would load the core when the module is imported.
    private object? _tokenCache;
    private object? _tokenCacheProtection;

    /// <summary>The session's name; by default the host's. A session that has the name already is replaced once the new login has succeeded.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>A secret of SecretManagement, in place of a key or credential.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = SecretSet)]
    [ValidateNotNullOrEmpty]
    public string? SecretName { get; set; }

    /// <summary>The vault that the secret is in; by default the first that has one of this name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = SecretSet)]
    [ValidateNotNullOrEmpty]
    public string? VaultName { get; set; }

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

    /// <summary>The address of a cheap request, by which Test-ApiSession shows whether the login is good.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ProbeUri { get; set; }

    /// <summary>Who shares the token: this session alone (Process, the default), or all processes of this user that connect with the same credential.</summary>
    [Parameter]
    public TokenCache TokenCache
    {
        get => (TokenCache)(_tokenCache ?? default(TokenCache));
        set => _tokenCache = value;
    }

    /// <summary>What keeps the tokens of the user's cache from other eyes: the system (the default), a certificate, or nothing but file modes.</summary>
    [Parameter]
    public TokenCacheProtection TokenCacheProtection
    {
        get => (TokenCacheProtection)(_tokenCacheProtection ?? default(TokenCacheProtection));
        set => _tokenCacheProtection = value;
    }

    /// <summary>For the protection by certificate; it needs its private key.</summary>
    [Parameter]
    [ValidateNotNull]
    public X509Certificate2? TokenCacheCertificate { get; set; }

    /// <summary>What the secret of <see cref="SecretName"/> may be.</summary>
    private protected abstract SecretKind AcceptedSecrets { get; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Guard(Target, Connect);

    /// <summary>What errors are about.</summary>
    private protected abstract object? Target { get; }

    /// <summary>The server as the service wants it.</summary>
    /// <exception cref="ArgumentException">What was given can't be one.</exception>
    private protected abstract Uri GetServer();

    /// <summary>The key or credential that was given as such.</summary>
    private protected abstract ApiCredential GetGivenCredential();

    private protected abstract ApiProvider CreateProvider(Uri server, ApiCredential credential);

    /// <exception cref="ArgumentException">Both were given.</exception>
    private protected void RefuseBoth(string first, string second)
    {
        if (MyInvocation.BoundParameters.ContainsKey(first) && MyInvocation.BoundParameters.ContainsKey(second))
        {
            throw InvalidInput.For(second, Texts.NotTogether(first));
        }
    }

    private void Connect()
    {
        RefuseBoth(nameof(Proxy), nameof(NoProxy));
        RefuseBoth(nameof(ProxyCredential), nameof(ProxyUseDefaultCredentials));
        var server = GetServer();
        var profile = CreateProfile();
        var probe = CreateProbe(server);
        if (Name is not null && Registry.Find(Name) is not null && !ShouldProcess(Name, Texts.ReplaceSession))
        {
            return;
        }

        var credential = SecretName is null
            ? GetGivenCredential()
            : Await(Texts.ReadingSecret(SecretName), token => SecretVault.ReadAsync(SecretName, VaultName, AcceptedSecrets, token));
        var session = new ApiSession(
            Name ?? Registry.UniqueName(server), server, CreateProvider(server, credential), profile, TimeProvider.System, CreateOptions(probe));
        Await(Texts.LoggingIn(server.Authority), session.ConnectAsync);
        Keep(session);
        foreach (string warning in session.Warnings)
        {
            WriteWarning(warning);
        }

        WriteObject(session);
    }

    private SessionOptions CreateOptions(ApiRequest? probe)
    {
        var source = SecretName is null ? null : SecretVault.Source(SecretName, VaultName, AcceptedSecrets);
        var options = new SessionOptions { Probe = probe, CredentialSource = source };
        return TokenCache == TokenCache.User
            ? options with
            {
                TokenCache = TokenCacheProtection,
                TokenStore = Await(Texts.OpeningTokenCache, token => UserTokens.OpenAsync(TokenCacheProtection, TokenCacheCertificate, token)),
            }
            : options;
    }

    private void Keep(ApiSession session)
    {
        if (Name is null)
        {
            Registry.AddUnderFreeName(session);
        }
        else if (Registry.Add(session) is { } replaced)
        {
            LogOut(replaced);
        }

        WriteVerbose(Texts.Connected(session.Name, session.Server.ToString(), session.ExpiresAt?.ToString(CultureInfo.CurrentCulture)));
    }

    private ConnectionProfile CreateProfile()
    {
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

    // Tried now: a probe that can't be sent would not be noticed before it is needed.
    private ApiRequest? CreateProbe(Uri server)
    {
        if (ProbeUri is null)
        {
            return null;
        }

        try
        {
            RequestAddress.Resolve(RequestAddress.AsFolder(server), ProbeUri, []);
        }
        catch (InvalidInputException exception)
        {
            throw InvalidInput.For(nameof(ProbeUri), exception.Reason);
        }

        return new ApiRequest(ProbeUri);
    }
}
