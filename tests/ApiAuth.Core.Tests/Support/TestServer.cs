using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ApiAuth.Core.Tests.Support;

/// <summary>A service with a JSON login at <c>/api/login</c>; what else it answers is the test's.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _logins;
    private int _requests;

    private TestServer(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = null!;

    public int Logins => Volatile.Read(ref _logins);

    /// <summary>All but logins.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>As it stands in the answer's JSON.</summary>
    public string ExpiresInMs { get; set; } = "3600000";

    /// <summary>The token that the newest login brought.</summary>
    public string CurrentToken => $"token-{Logins}";

    /// <summary>The answer to a login, in place of the usual.</summary>
    public RequestDelegate? OnLogin { get; set; }

    /// <summary>The answer to all else. By default 200 to the current token, and 401 to another.</summary>
    public RequestDelegate? OnRequest { get; set; }

    public static async Task<TestServer> StartAsync(
        X509Certificate2? certificate = null, HttpProtocols protocols = HttpProtocols.Http1, bool wantsClientCertificate = false)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxResponseBufferSize = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, 0, listener =>
            {
                listener.Protocols = protocols;
                if (certificate is not null)
                {
                    listener.UseHttps(certificate, https =>
                    {
                        https.ClientCertificateMode = wantsClientCertificate ? ClientCertificateMode.RequireCertificate : ClientCertificateMode.NoCertificate;
                        https.AllowAnyClientCertificate();
                    });
                }
            });
        });
        builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        var app = builder.Build();
        var server = new TestServer(app);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        server.Address = new Uri(app.Urls.Single());
        return server;
    }

    public static bool HasToken(HttpContext context, string token) => context.Request.Headers.Authorization == $"Bearer {token}";

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    public static Task JsonAsync(HttpContext context, string json, int status = 200)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json, context.RequestAborted);
    }

    public Task UsualLoginAsync(HttpContext context) =>
        JsonAsync(context, $$"""{"username":"ada","token":"{{CurrentToken}}","expiresInMS":{{ExpiresInMs}}}""");

    private Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == "/api/login")
        {
            Interlocked.Increment(ref _logins);
            return (OnLogin ?? UsualLoginAsync)(context);
        }

        Interlocked.Increment(ref _requests);
        return (OnRequest ?? UsualAsync)(context);
    }

    private Task UsualAsync(HttpContext context) =>
        HasToken(context, CurrentToken) ? JsonAsync(context, """{"ok":true}""") : JsonAsync(context, """{"message":"Access Denied."}""", 401);
}
