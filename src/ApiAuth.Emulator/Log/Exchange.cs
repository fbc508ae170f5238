using System.Buffers;
using System.Text;

namespace ApiAuth.Emulator.Log;

/// <summary>A request while it is being answered; the log keeps it and takes snapshots.</summary>
internal sealed class Exchange
{
    public const int MaximumBody = 64 * 1024;

    private readonly Lock _gate = new();
    private readonly ArrayBufferWriter<byte> _body = new();
    private ReceivedRequest _request;

    public Exchange(ReceivedRequest request) => _request = request;

    public static Exchange Of(HttpContext context) =>
        context.Features.Get<Exchange>() ?? throw new InvalidOperationException("The request is not being recorded.");

    public string? Service => _request.Service;

    public string? Operation => _request.Operation;

    public void Identify(string service, string? operation) => Change(request => request with { Service = service, Operation = operation });

    public void UseToken(string tokenId) => Change(request => request with { TokenId = tokenId });

    /// <summary>The server prepares an answer even for a connection that has ended; that one does not count.</summary>
    public void Answered(int status) => Change(request => request.Aborted ? request : request with { Status = status });

    public void Abort() => Change(request => request with { Aborted = true });

    public void Received(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            _request = _request with { BytesReceived = _request.BytesReceived + bytes.Length };
            _body.Write(bytes[..Math.Min(bytes.Length, MaximumBody - _body.WrittenCount)]);
        }
    }

    public ReceivedRequest Snapshot()
    {
        lock (_gate)
        {
            return _request with { Body = Encoding.UTF8.GetString(_body.WrittenSpan) };
        }
    }

    private void Change(Func<ReceivedRequest, ReceivedRequest> change)
    {
        lock (_gate)
        {
            _request = change(_request);
        }
    }
}
