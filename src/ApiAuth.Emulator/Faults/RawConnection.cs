using System.Net.Sockets;
using System.Text;
using ApiAuth.Emulator.Log;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace ApiAuth.Emulator.Faults;

/// <summary>Sends what the server itself would never send, straight to the socket. Plain http only.</summary>
internal sealed class RawConnection(FaultContext context)
{
    private readonly Socket _socket = !context.Http.Request.IsHttps && context.Http.Features.Get<IConnectionSocketFeature>() is { } feature
        ? feature.Socket
        : throw new NotSupportedException($"The fault '{context.Fault.Kind}' needs plain http.");

    /// <summary>Status line and headers as the response has them now, up to the empty line. Closes the connection.</summary>
    public byte[] Head()
    {
        HttpResponse response = context.Http.Response;
        StringBuilder head = new();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {response.StatusCode} {ReasonPhrases.GetReasonPhrase(response.StatusCode)}\r\n");
        foreach ((string name, StringValues values) in response.Headers)
        {
            foreach (string? value in values)
            {
                head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
            }
        }

        head.Append(CultureInfo.InvariantCulture, $"Date: {context.State.DateHeader}\r\nConnection: close\r\n\r\n");
        Exchange.Of(context.Http).Answered(response.StatusCode);
        return Encoding.Latin1.GetBytes(head.ToString());
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await _socket.SendAsync(bytes, context.Cancellation)..];
        }
    }

    /// <summary>Closes in good order, and waits until the client has too, since the server would reset what is not yet read.</summary>
    public async Task CloseAsync()
    {
        _socket.Shutdown(SocketShutdown.Send);
        TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration registration = context.Cancellation.Register(() => closed.TrySetResult());
        await closed.Task;
        context.Http.Abort();
    }
}
