using System.Net;
using ApiAuth.Diagnostics;
using ApiAuth.Http.Handlers;
using ApiAuth.Http.Limits;
using ApiAuth.Providers;
using ApiAuth.Tokens;
using Microsoft.Extensions.DependencyInjection;

namespace ApiAuth.Http;

/// <summary>The handlers of one session, composed by the client factory, outermost first: log, resilience, authentication, redirect guard, sockets.</summary>
internal sealed class SessionChain : IDisposable
{
    private const string ClientName = "session";

    private readonly ServiceProvider _services;
    private readonly HttpMessageHandler _primary;
    private readonly RequestGate? _gate;

    public SessionChain(ApiProvider provider, TokenSource tokens, ConnectionProfile profile, RequestLog log, TimeProvider clock)
        : this(provider, tokens, profile, log, clock, CreatePrimary(profile))
    {
    }

    public SessionChain(
        ApiProvider provider, TokenSource tokens, ConnectionProfile profile, RequestLog log, TimeProvider clock, HttpMessageHandler primary)
    {
        _primary = primary;
        _gate = RequestGate.Create(provider.Limit, clock);
        var services = new ServiceCollection();
        services.AddHttpClient(ClientName)
            .ConfigurePrimaryHttpMessageHandler(() => primary)
            .AddHttpMessageHandler(() => new RequestLogHandler(log))
            .AddHttpMessageHandler(() => new ResilienceHandler(new RetryRule(profile, clock), _gate, clock))
            .AddHttpMessageHandler(() => new AuthenticationHandler(provider, tokens, clock))
            .AddHttpMessageHandler(() => new RedirectGuardHandler(log.Redactor, clock))
            .SetHandlerLifetime(System.Threading.Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        _services = services.BuildServiceProvider();
        Invoker = new HttpMessageInvoker(_services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(ClientName), disposeHandler: false);
    }

    public HttpMessageInvoker Invoker { get; }

    public void Dispose()
    {
        Invoker.Dispose();
        _services.Dispose();
        _gate?.Dispose();
        _primary.Dispose();
    }

    /// <summary>What sends the requests of a session: the connection profile, and nothing that would act on its own.</summary>
    public static SocketsHttpHandler CreatePrimary(ConnectionProfile profile)
    {
        var handler = new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            // The pool outlives changes of DNS no longer than this.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ActivityHeadersPropagator = null,
        };

        if (profile.NoProxy)
        {
            handler.UseProxy = false;
        }
        else if (profile.Proxy is not null)
        {
            handler.Proxy = new WebProxy(profile.Proxy);
        }

        ICredentials? proxyCredentials = profile.ProxyUseDefaultCredentials ? CredentialCache.DefaultCredentials : profile.ProxyCredential;
        if (handler.Proxy is null)
        {
            handler.DefaultProxyCredentials = proxyCredentials;
        }
        else
        {
            handler.Proxy.Credentials = proxyCredentials;
        }

        if (profile.Certificate is not null)
        {
            handler.SslOptions.ClientCertificates = [profile.Certificate];
        }

        if (profile.SkipCertificateCheck)
        {
#pragma warning disable CA5359 // The user asked for exactly this.
            handler.SslOptions.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        }

        return handler;
    }
}
