using System.Text;
using ApiAuth.Core.Tests.Support;
using ApiAuth.Http;
using ApiAuth.Http.Bodies;
using ApiAuth.Tokens;
using Microsoft.Extensions.Time.Testing;

namespace ApiAuth.Core.Tests.Http.Bodies;

public sealed class WrittenBodyTests : IAsyncLifetime
{
    private TestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    [Scenario(16)]
    public async Task Giving_up_ends_the_reading_for_the_length()
    {
        using var session = await TestSession.ConnectedAsync(_server.Address, TestSession.FourWayShop());
        using var begun = new SemaphoreSlim(0);
        using var cancellation = new CancellationTokenSource();
        bool isOver = false;
        var body = new WrittenBody(
            stream =>
            {
                begun.Release();
                while (!Volatile.Read(ref isOver))
                {
                    stream.Write(new byte[4096]);
                }
            },
            "text/xml");
        try
        {
            var sending = Task.Run(() => session.SendAsync(Post(body), cancellation.Token), TestContext.Current.CancellationToken);
            await begun.WaitAsync(TestContext.Current.CancellationToken);

            await cancellation.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending.WaitAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken));
        }
        finally
        {
            Volatile.Write(ref isOver, true);
        }
    }

    [Fact]
    public async Task The_reading_for_the_length_keeps_the_request_alive_and_nobody_waiting()
    {
        var clock = new FakeTimeProvider();
        using var session = await TestSession.ConnectedAsync(_server.Address, TestSession.FourWayShop(), clock);
        using var isStarted = new ManualResetEventSlim();
        var startedBefore = new List<bool>();
        var body = new WrittenBody(
            stream =>
            {
                startedBefore.Add(isStarted.Wait(TimeSpan.FromSeconds(10)));
                for (int portion = 0; portion < 3; portion++)
                {
                    clock.Advance(TimeSpan.FromSeconds(4));
                    stream.Write(new byte[100_000]);
                }
            },
            "text/xml");

        var sending = session.ReadAsync(Post(body) with { Timeout = TimeSpan.FromSeconds(5), Meter = new TransferMeter() });
        isStarted.Set();

        Assert.Equal("""{"ok":true}""", await sending);
        Assert.Equal([true, true], startedBefore);
    }

    [Fact]
    public async Task A_token_in_each_of_its_places_costs_no_further_reading()
    {
        string? received = null;
        _server.OnRequest = async context =>
        {
            if (context.Request.Path.Value!.EndsWith("AuthenticateAPIKey", StringComparison.Ordinal))
            {
                await TestServer.JsonAsync(context, """{"AuthenticateAPIKeyResult":{"Result":true,"ErrorCode":1400,"SecurityToken":"t&1"}}""");
                return;
            }

            using var reader = new StreamReader(context.Request.Body);
            received = $"{context.Request.ContentLength} {await reader.ReadToEndAsync()}";
        };
        using var session = await TestSession.ConnectedAsync(_server.Address, TestSession.SolutionsByText(SbtTokenExpiration.Never));
        int readings = 0;
        var body = new WrittenBody(
            stream =>
            {
                readings++;
                stream.Write("<x>{SecurityTok"u8);
                stream.Write("en} {Security {SecurityToken}</x>"u8);
            },
            "text/xml");

        await session.ReadAsync(Post(body));

        Assert.Equal("32 <x>t&amp;1 {Security t&amp;1</x>", received);
        Assert.Equal(2, readings);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task What_it_is_made_of_fails_as_what_it_is_and_is_not_tried_again(int failingTime)
    {
        using var session = await TestSession.ConnectedAsync(
            _server.Address, TestSession.FourWayShop(), profile: new ConnectionProfile { MaximumRetryCount = 3 });
        int readings = 0;
        var body = new WrittenBody(
            stream =>
            {
                stream.Write(new byte[100_000]);
                if (++readings == failingTime)
                {
                    throw new FileNotFoundException("Gone.");
                }
            },
            "text/xml");

        await Assert.ThrowsAsync<FileNotFoundException>(() => session.ReadAsync(Post(body) with { Method = HttpMethod.Put, RetryInterval = TimeSpan.Zero }));

        Assert.Equal(failingTime, readings);
    }

    private static ApiRequest Post(RequestBody body) => new("x") { Method = HttpMethod.Post, Body = body };
}
