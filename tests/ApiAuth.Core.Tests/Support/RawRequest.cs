using System.Net.Sockets;
using System.Text;

namespace ApiAuth.Core.Tests.Support;

/// <summary>One request that came to a <see cref="RawServer"/>.</summary>
internal sealed class RawRequest(int number, string head, TcpClient client, CancellationToken closing)
{
    /// <summary>From 1, over all connections.</summary>
    public int Number => number;

    public string Head => head;

    public string Path => head.Split(' ')[1];

    public bool IsClosed { get; private set; }

    public CancellationToken Closing => closing;

    public Task SendAsync(string text) => client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text), closing).AsTask();

    public Task JsonAsync(string json) =>
        SendAsync($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {json.Length}\r\n\r\n{json}");

    /// <summary>Ends the connection in order.</summary>
    public void Close()
    {
        IsClosed = true;
        client.Client.Shutdown(SocketShutdown.Both);
        client.Close();
    }

    /// <summary>Ends the connection with a TCP reset.</summary>
    public void Reset()
    {
        IsClosed = true;
        client.Client.LingerState = new LingerOption(true, 0);
        client.Client.Close();
    }
}
