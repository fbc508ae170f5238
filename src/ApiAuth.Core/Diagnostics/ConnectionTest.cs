using System.Net;
using ApiAuth.Errors;
using ApiAuth.Http;

namespace ApiAuth.Diagnostics;

/// <summary>Connects to a server as a session does, without its credentials, and tells what each layer did.</summary>
internal sealed class ConnectionTest(Uri server, ConnectionProfile profile, TimeSpan timeout, TimeProvider clock)
{
    private const int FewDaysLeft = 30;

    private readonly ConnectionTrace _trace = new(server, clock);
    private Exception? _failure;
    private HttpStatusCode? _status;
    private Version? _version;
    private Uri? _location;
    private ClockSkew? _skew;
    private TimeSpan _requestTime;

    public async Task<ConnectionTestResult> RunAsync(CancellationToken cancellationToken)
    {
        using var handler = SessionChain.CreatePrimary(profile);
        _trace.Watch(handler);
        await SendAsync(handler, cancellationToken).ConfigureAwait(false);
        return new ConnectionTestResult([NameResolution(), Tcp(), Proxy(handler), Tls(), Http()], Clock());
    }

    private async Task SendAsync(SocketsHttpHandler handler, CancellationToken cancellationToken)
    {
        using var invoker = new HttpMessageInvoker(handler, disposeHandler: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, server);
        using var deadline = new Deadline(timeout, clock, cancellationToken);
        request.Headers.UserAgent.ParseAdd(profile.UserAgent);
        long started = clock.GetTimestamp();
        try
        {
            using var response = await invoker.SendAsync(request, deadline.Token).ConfigureAwait(false);
            _status = response.StatusCode;
            _version = response.Version;
            _location = response.Headers.Location is { } location && Uri.TryCreate(server, location, out var target) ? target : null;
            _skew = response.Headers.Date is { } date ? new ClockSkew(date - clock.GetUtcNow()) : null;
        }
        catch (OperationCanceledException) when (deadline.IsReached)
        {
            _failure = new TimeoutException($"no answer within {timeout.TotalSeconds:0} seconds");
        }
        catch (HttpRequestException exception)
        {
            _failure = exception;
        }

        _requestTime = clock.GetElapsedTime(started);
    }

    private SessionTestLayer NameResolution()
    {
        const string layer = LayerName.NameResolution;
        return _trace switch
        {
            { Dialled: null } => SessionTestLayer.Unreached(layer),
            { Addresses: null } => SessionTestLayer.Fail(
                layer,
                _trace.NameResolutionTime,
                $"'{_trace.Dialled!.Host}' could not be resolved: {Reason}",
                Remedies.NameUnknown),
            _ when IPAddress.TryParse(_trace.Dialled.Host, out _) => SessionTestLayer.Skip(layer, "The address is a number."),
            _ => SessionTestLayer.Pass(layer, _trace.NameResolutionTime, $"{_trace.Dialled.Host} is {string.Join(", ", _trace.Addresses.Select(static address => address.ToString()))}"),
        };
    }

    private SessionTestLayer Tcp() => _trace switch
    {
        { Addresses: null } => SessionTestLayer.Unreached(LayerName.Tcp),
        { Connected: null } => SessionTestLayer.Fail(
            LayerName.Tcp,
            _trace.ConnectTime,
            $"{_trace.Dialled!.Host}:{_trace.Dialled.Port} does not answer: {Reason}",
            Remedies.PortClosed),
        _ => SessionTestLayer.Pass(LayerName.Tcp, _trace.ConnectTime, $"Connected to {_trace.Connected}"),
    };

    private SessionTestLayer Proxy(SocketsHttpHandler handler)
    {
        const string layer = LayerName.Proxy;
        if (ProxyFor(handler) is not { } proxy)
        {
            return SessionTestLayer.Skip(layer, "None is used.");
        }

        if (_trace.Connected is null)
        {
            return SessionTestLayer.Unreached(layer);
        }

        bool isRefused = _status == HttpStatusCode.ProxyAuthenticationRequired
            || _failure is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError };
        return isRefused
            ? SessionTestLayer.Fail(
                layer,
                TimeSpan.Zero,
                $"{proxy.Authority} refuses: {(_failure is null ? "it asks for a login (407)" : Reason)}",
                Remedies.ProxyRefused)
            : SessionTestLayer.Pass(layer, TimeSpan.Zero, $"By way of {proxy.Authority}");
    }

    private SessionTestLayer Tls()
    {
        const string layer = LayerName.Tls;
        if (server.Scheme != Uri.UriSchemeHttps)
        {
            return SessionTestLayer.Skip(layer, "The address is plain http.");
        }

        var certificate = _trace.Certificate;
        return _trace switch
        {
            { Connected: null } => SessionTestLayer.Unreached(layer),
            { HandshakeTime: null } when certificate is null && _failure is HttpRequestException { HttpRequestError: not HttpRequestError.SecureConnectionError } =>
                SessionTestLayer.Unreached(layer),
            { HandshakeTime: null } when certificate is { Problems.Count: > 0 } => SessionTestLayer.Fail(
                layer,
                _requestTime,
                $"{certificate}: {string.Join("; ", certificate.Problems)}",
                $"{string.Join(' ', certificate.Remedies)} -SkipCertificateCheck passes over it, for tests only."),
            { HandshakeTime: null } => SessionTestLayer.Fail(layer, _requestTime, Reason, "Check that the port speaks TLS, in version 1.2 or newer, and whether it asks for a -Certificate."),
            { HandshakeTime: { } time } when certificate is { Problems.Count: > 0 } => SessionTestLayer.Warn(
                layer, time, $"{certificate}: {string.Join("; ", certificate.Problems)}", "The check is skipped; leave out -SkipCertificateCheck where this is no test."),
            { HandshakeTime: { } time } when certificate is { DaysLeft: < FewDaysLeft } => SessionTestLayer.Warn(
                layer, time, $"{_trace.Protocol}, {certificate}", "Have the operator of the service renew the certificate."),
            _ => SessionTestLayer.Pass(layer, _trace.HandshakeTime.Value, $"{_trace.Protocol}, {certificate}"),
        };
    }

    private SessionTestLayer Http()
    {
        const string layer = LayerName.Http;
        string answer = $"HTTP/{_version} {(int?)_status} {_status}";
        return _status switch
        {
            null when _trace.HandshakeTime is null => SessionTestLayer.Unreached(layer),
            null => SessionTestLayer.Fail(layer, _requestTime, Reason, "Check that the port is that of the service's web interface."),
            HttpStatusCode.ProxyAuthenticationRequired => SessionTestLayer.Unreached(layer),
            >= HttpStatusCode.InternalServerError => SessionTestLayer.Warn(layer, _requestTime, answer, "The server has trouble of its own; ask its operator."),
            _ when _location is not null && !RequestAddress.IsSameOrigin(server, _location) => SessionTestLayer.Warn(
                layer,
                _requestTime,
                $"{answer}, to {RequestAddress.Origin(_location)}",
                "Credentials are never sent to another origin. If the service has moved, connect to its new address."),
            _ => SessionTestLayer.Pass(layer, _requestTime, answer),
        };
    }

    private SessionTestLayer Clock()
    {
        const string layer = LayerName.Clock;
        if (_skew is not { } skew)
        {
            return _status is null ? SessionTestLayer.Unreached(layer) : SessionTestLayer.Skip(layer, "The service tells no time.");
        }

        return skew.IsHarmless
            ? SessionTestLayer.Pass(layer, TimeSpan.Zero, "The service's clock and this machine's agree.")
            : SessionTestLayer.Warn(layer, TimeSpan.Zero, $"The service's clock is {skew}.", "Set this machine's clock by a time server, or have the service's set.");
    }

    private Uri? ProxyFor(SocketsHttpHandler handler)
    {
        if (!handler.UseProxy)
        {
            return null;
        }

        var proxy = handler.Proxy ?? HttpClient.DefaultProxy;
        return proxy.IsBypassed(server) ? null : proxy.GetProxy(server);
    }

    private string Reason => _failure is null ? "no reason is known" : TransportFailure.Reason(_failure);
}
