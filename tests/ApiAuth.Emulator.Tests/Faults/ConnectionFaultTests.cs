using System.Net.Sockets;
using ApiAuth.Emulator.Faults;

namespace ApiAuth.Emulator.Tests.Faults;

public sealed class ConnectionFaultTests : FaultTest
{
    [Fact]
    public async Task ResetBeforeResponse_reads_the_request_and_resets()
    {
        Emulator.Faults.Add(new Fault { Kind = FaultKind.ResetBeforeResponse });

        HttpRequestException exception = await Assert.ThrowsAsync<HttpRequestException>(
            () => PostAsync("/services/apilogin", Form(("username", "guest"), ("password", "guest"))));

        Assert.Equal(SocketError.ConnectionReset, ResetOf(exception));
        Assert.Equal("username=guest&password=guest", LastRequest.Body);
        Assert.True(LastRequest.Aborted);
        Assert.Equal(0, LastRequest.Status);
        Assert.Null(LastRequest.TokenId);
        await AssertNextIsWholeAsync();
    }

    [Fact]
    public async Task ResetMidBody_sends_the_first_bytes_and_resets()
    {
        Emulator.Faults.Add(new Fault { Kind = FaultKind.ResetMidBody, ChunkBytes = 10 });
        using HttpResponseMessage response = await Client.GetAsync(
            new Uri(Ping, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Cancellation);
        await using Stream body = await response.Content.ReadAsStreamAsync(Cancellation);
        byte[] buffer = new byte[100];

        await body.ReadExactlyAsync(buffer.AsMemory(0, 10), Cancellation);
        IOException exception = await Assert.ThrowsAnyAsync<IOException>(async () => await body.ReadExactlyAsync(buffer.AsMemory(0, 1), Cancellation));

        Assert.Equal(Pong.Length, response.Content.Headers.ContentLength);
        Assert.Equal(SocketError.ConnectionReset, ResetOf(exception));
        Assert.True(LastRequest.Aborted);
        Assert.Equal(200, LastRequest.Status);
        await AssertNextIsWholeAsync();
    }

    [Fact]
    public async Task ShortContentLength_ends_in_good_order_but_too_early()
    {
        HttpRequestException exception = await Assert.ThrowsAsync<HttpRequestException>(
            () => PingWithAsync(new Fault { Kind = FaultKind.ShortContentLength }));

        Assert.Equal(HttpRequestError.ResponseEnded, exception.HttpRequestError);
        Assert.Equal(200, LastRequest.Status);
        await AssertNextIsWholeAsync();
    }

    private static SocketError? ResetOf(Exception? exception)
    {
        while (exception is not null and not SocketException)
        {
            exception = exception.InnerException;
        }

        return (exception as SocketException)?.SocketErrorCode;
    }
}
