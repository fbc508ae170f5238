using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace ApiAuth.Diagnostics;

/// <summary>Watches one connection being made, by the same handler and the same settings that the session's requests use.</summary>
internal sealed class ConnectionTrace(Uri server, TimeProvider clock)
{
    private long _dialled;

    /// <summary>The host that was connected to: the server's, or the proxy's.</summary>
    public DnsEndPoint? Dialled { get; private set; }

    /// <summary>Null where the name was not resolved.</summary>
    public IPAddress[]? Addresses { get; private set; }

    public TimeSpan NameResolutionTime { get; private set; }

    /// <summary>The address that answered; null where none did.</summary>
    public IPEndPoint? Connected { get; private set; }

    public TimeSpan ConnectTime { get; private set; }

    /// <summary>The server's certificate; null where TLS did not come to it.</summary>
    public CertificateFinding? Certificate { get; private set; }

    /// <summary>From the connection to the end of the handshake, with the proxy's tunnel where there is one.</summary>
    public TimeSpan? HandshakeTime { get; private set; }

    public SslProtocols? Protocol { get; private set; }

    public void Watch(SocketsHttpHandler handler)
    {
        var given = handler.SslOptions.RemoteCertificateValidationCallback;
        handler.PooledConnectionLifetime = TimeSpan.Zero;
        handler.ConnectCallback = ConnectAsync;
        handler.PlaintextStreamFilter = (context, _) => ValueTask.FromResult(NoteHandshake(context.PlaintextStream));
        handler.SslOptions.RemoteCertificateValidationCallback = (sender, certificate, chain, errors) =>
        {
            Certificate = CertificateFinding.From(server.Host, certificate, chain, errors, clock.GetUtcNow());
            return given?.Invoke(sender, certificate, chain, errors) ?? errors == SslPolicyErrors.None;
        };
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        Dialled = context.DnsEndPoint;
        long started = clock.GetTimestamp();
        try
        {
            Addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            NameResolutionTime = clock.GetElapsedTime(started);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        started = clock.GetTimestamp();
        try
        {
            await socket.ConnectAsync(Addresses, context.DnsEndPoint.Port, cancellationToken).ConfigureAwait(false);
            Connected = AsWritten((IPEndPoint)socket.RemoteEndPoint!);
            _dialled = clock.GetTimestamp();
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
        finally
        {
            ConnectTime = clock.GetElapsedTime(started);
        }
    }

    // A socket for both families shows an IPv4 address as one of IPv6.
    private static IPEndPoint AsWritten(IPEndPoint point) =>
        point.Address.IsIPv4MappedToIPv6 ? new(point.Address.MapToIPv4(), point.Port) : point;

    private Stream NoteHandshake(Stream stream)
    {
        HandshakeTime = clock.GetElapsedTime(_dialled);
        Protocol = (stream as SslStream)?.SslProtocol;
        return stream;
    }
}
