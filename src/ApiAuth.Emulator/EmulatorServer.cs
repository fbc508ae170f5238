using System.Net;
using ApiAuth.Emulator.Control;
using ApiAuth.Emulator.Faults;
using ApiAuth.Emulator.Hosting;
using ApiAuth.Emulator.Log;
using ApiAuth.Emulator.Tls;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ApiAuth.Emulator;

/// <summary>A running emulator of all four services on one port of the loopback address.</summary>
public sealed class EmulatorServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Origins _origins = new();

    private EmulatorServer(EmulatorOptions options)
    {
        State = new EmulatorState(options);
        _app = Build(options);
    }

    public Uri BaseAddress => _origins.Main;

    /// <summary>A second listener of the same server. To a client it is another origin, since its port differs.</summary>
    public Uri OtherOrigin => _origins.Other;

    public EmulatorState State { get; }

    public ReceivedRequestLog Log { get; } = new();

    public FaultTable Faults { get; } = new();

    public static async Task<EmulatorServer> StartAsync(EmulatorOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        EmulatorServer server = new(options);
        try
        {
            await server._app.StartAsync(cancellationToken);
            Uri[] addresses = [.. server._app.Urls.Select(url => new Uri(url))];
            server._origins.Set(addresses[0], addresses[1]);
            return server;
        }
        catch
        {
            await server._app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends when the process is told to stop, or the control API is.</summary>
    public Task WaitForShutdownAsync() => _app.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private WebApplication Build(EmulatorOptions options)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRouting();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        ServerCertificate certificate = new(options);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, options.Port, certificate));

        WebApplication app = builder.Build();
        app.UseRouting();
        app.UseWhen(context => !ControlApi.Owns(context), services => services
            .Use(next => new RecordingMiddleware(State, Log, _origins, next).InvokeAsync)
            .Use(next => new FaultMiddleware(Faults, State, _origins, next, app.Lifetime.ApplicationStopping).InvokeAsync));
        foreach (IEmulatedService service in State.Services)
        {
            service.Map(app);
        }

        RedirectLoop.Map(app);
        new ControlApi(State, Log, Faults, _origins, certificate, app.Lifetime).Map(app);
        return app;
    }

    private static void Listen(KestrelServerOptions kestrel, int firstPort, ServerCertificate certificate)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        foreach (int port in (int[])[firstPort, 0])
        {
            kestrel.Listen(IPAddress.Loopback, port, listener =>
            {
                listener.Protocols = HttpProtocols.Http1;
                if (certificate.Current is not null)
                {
                    listener.Protocols = HttpProtocols.Http1AndHttp2;
                    listener.UseHttps(new HttpsConnectionAdapterOptions { ServerCertificateSelector = (_, _) => certificate.Current });
                }
            });
        }
    }
}
