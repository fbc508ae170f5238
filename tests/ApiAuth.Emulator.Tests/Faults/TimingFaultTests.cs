using System.Text;
using ApiAuth.Emulator.Faults;

namespace ApiAuth.Emulator.Tests.Faults;

public sealed class TimingFaultTests : FaultTest
{
    [Fact(Timeout = 30_000)]
    public async Task Delay_holds_the_answer_back()
    {
        Task<HttpResponseMessage> pending = PingWithAsync(new Fault { Kind = FaultKind.Delay, Milliseconds = 5000 });

        Assert.Equal(TimeSpan.FromSeconds(5), await Time.Timers.ReadAsync(Cancellation));
        Assert.False(pending.IsCompleted);

        Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(Pong, await TextAsync(await pending));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_client_that_does_not_wait_is_logged_as_aborted()
    {
        Emulator.Faults.Add(new Fault { Kind = FaultKind.Delay });
        using CancellationTokenSource impatient = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task<HttpResponseMessage> pending = Client.GetAsync(new Uri(Ping, UriKind.Relative), impatient.Token);
        await Time.Timers.ReadAsync(Cancellation);

        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
        while (!LastRequest.Aborted)
        {
            Cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        Assert.Equal(0, LastRequest.Status);
    }

    [Fact(Timeout = 30_000)]
    public async Task SlowBody_sends_the_headers_at_once_and_the_body_in_chunks()
    {
        Emulator.Faults.Add(new Fault { Kind = FaultKind.SlowBody, ChunkBytes = 40, Milliseconds = 1000 });
        using HttpResponseMessage response = await Client.GetAsync(
            new Uri(Ping, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Cancellation);
        await using Stream body = await response.Content.ReadAsStreamAsync(Cancellation);
        byte[] buffer = new byte[100];

        Assert.Equal(40, await body.ReadAsync(buffer, Cancellation));
        ValueTask<int> rest = body.ReadAsync(buffer.AsMemory(40), Cancellation);
        Assert.Equal(TimeSpan.FromSeconds(1), await Time.Timers.ReadAsync(Cancellation));
        Assert.False(rest.IsCompleted);

        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Pong.Length - 40, await rest);
        Assert.Equal(Pong, Encoding.UTF8.GetString(buffer, 0, Pong.Length));
    }

    [Fact(Timeout = 30_000)]
    public async Task SlowHeaders_dribble()
    {
        Task<HttpResponseMessage> pending = PingWithAsync(new Fault { Kind = FaultKind.SlowHeaders, ChunkBytes = 20, Milliseconds = 1000 });
        int chunks = 0;
        while (!pending.IsCompleted)
        {
            Task<bool> timer = Time.Timers.WaitToReadAsync(Cancellation).AsTask();
            if (await Task.WhenAny(pending, timer) == timer)
            {
                Assert.Equal(TimeSpan.FromSeconds(1), await Time.Timers.ReadAsync(Cancellation));
                chunks++;
                Time.Advance(TimeSpan.FromSeconds(1));
            }
        }

        Assert.InRange(chunks, 5, 20);
        Assert.Equal(Pong, await TextAsync(await pending));
        Assert.Equal(200, LastRequest.Status);
    }

    [Fact(Timeout = 30_000)]
    public async Task Stopping_the_server_does_not_wait_for_a_delay()
    {
        Task<HttpResponseMessage> pending = PingWithAsync(new Fault { Kind = FaultKind.Delay, Milliseconds = 3_600_000 });
        await Time.Timers.ReadAsync(Cancellation);

        await Emulator.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => pending);
    }
}
