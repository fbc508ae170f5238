using System.Net;
using System.Text.Json;
using ApiAuth.Core.Tests.Support;
using ApiAuth.Diagnostics;
using ApiAuth.Diagnostics.Files;
using ApiAuth.Emulator;
using ApiAuth.Emulator.SolutionsByText;
using ApiAuth.Http;
using ApiAuth.Http.Bodies;
using ApiAuth.Http.Handlers;
using ApiAuth.Http.Limits;

namespace ApiAuth.Core.Tests.Http.Limits;

public sealed class RequestGateTests
{
    [Fact]
    public async Task Sixty_requests_to_a_service_that_takes_ten_a_second_are_paced_and_none_is_refused()
    {
        await using var emulator = await EmulatorServer.StartAsync(new EmulatorOptions(), TestContext.Current.CancellationToken);
        using var session = await TestSession.ConnectedAsync(emulator, TestSession.SoftExpert());

        await Parallel.ForEachAsync(Enumerable.Range(0, 60), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (_, _) =>
            await session.ReadAsync("v1/dataset-integration/employees"));

        Assert.Equal(60, emulator.Log.Count(new() { Status = 200 }));
        Assert.Equal(0, emulator.Log.Count(new() { Status = 429 }));
    }

    [Fact]
    public async Task Sends_beside_each_other_are_as_many_as_the_service_takes()
    {
        var settings = new EmulatorSettings { SolutionsByText = new SolutionsByTextSettings { SendMilliseconds = 20 } };
        await using var emulator = await EmulatorServer.StartAsync(new EmulatorOptions { Settings = settings }, TestContext.Current.CancellationToken);
        using var session = await TestSession.ConnectedAsync(emulator, TestSession.SolutionsByText(SbtTokenExpiration.Never));
        var send = new ApiRequest("SBT.App.SetUp/RSServices/MessageRSService.svc/SendMessage")
        {
            Method = HttpMethod.Post,
            Body = new BytesBody("""{"orgCode":"ACME","message":"Hello","sendTo":["5551234567"]}""", BytesBody.Json),
        };

        string[] answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => session.ReadAsync(send)));

        Assert.All(answers, static answer => Assert.Contains("\"Result\":true", answer, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Waiting_for_a_turn_is_shown_as_held_back(int attempts)
    {
        var clock = new SteppingClock();
        var canned = new CannedAnswers(attempts);
        var gate = RequestGate.Create(new RequestLimit(1, TimeSpan.FromMinutes(1), static _ => true), clock)!;
        var log = new RequestLog(Redactor.Unknown, clock);
        using var chain = new HttpMessageInvoker(new RequestLogHandler(log)
        {
            InnerHandler = new ResilienceHandler(new RetryRule(new ConnectionProfile(), clock), gate, clock)
            {
                InnerHandler = new RedirectGuardHandler(Redactor.Unknown, clock) { InnerHandler = canned },
            },
        });
        using var message = Message(clock, TimeSpan.FromMinutes(10));
        (await gate.EnterAsync(message, CancellationToken.None))!.Dispose();

        await AdvanceUntilAsync(clock, chain.SendAsync(message, TestContext.Current.CancellationToken));

        var exchange = Assert.Single(log.Describe("x", new RequestLogFilter()));
        var record = exchange.Record;
        Assert.Equal(attempts, record.Attempts.Count);
        Assert.All(record.Attempts, static attempt => Assert.InRange(attempt.WaitedBefore, TimeSpan.FromSeconds(55), TimeSpan.FromMinutes(2)));
        Assert.Equal(record.Wait, record.Attempts.Aggregate(TimeSpan.Zero, static (sum, attempt) => sum + attempt.WaitedBefore));
        Assert.True(record.Wait + record.Login + record.Send + record.FirstByte + record.Read <= record.Duration);
        var timings = Har(exchange).GetProperty("timings");
        Assert.Equal(record.Wait.TotalMilliseconds, timings.GetProperty("_heldBack").GetDouble(), 1.0);
        Assert.True(timings.GetProperty("blocked").GetDouble() >= timings.GetProperty("_heldBack").GetDouble());
    }

    [Fact]
    public async Task A_window_lets_so_many_go_at_once_and_the_next_when_an_answer_is_old_enough()
    {
        var clock = new SteppingClock();
        var gate = RequestGate.Create(new RequestLimit(2, TimeSpan.FromSeconds(1), static _ => true), clock)!;
        using var message = Message(clock, TimeSpan.FromSeconds(10));

        var first = await gate.EnterAsync(message, CancellationToken.None);
        await gate.EnterAsync(message, CancellationToken.None);
        var third = gate.EnterAsync(message, CancellationToken.None).AsTask();
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.False(third.IsCompleted);

        first!.Dispose();
        await AdvanceUntilAsync(clock, third);
    }

    [Fact]
    public async Task Waiting_for_a_turn_does_not_count_as_the_requests_time()
    {
        var clock = new SteppingClock();
        var gate = RequestGate.Create(new RequestLimit(1, TimeSpan.FromMinutes(1), static _ => true), clock)!;
        using var message = Message(clock, TimeSpan.FromSeconds(10));
        (await gate.EnterAsync(message, CancellationToken.None))!.Dispose();
        clock.Advance(TimeSpan.FromSeconds(4));

        var waiting = gate.EnterAsync(message, CancellationToken.None).AsTask();
        clock.Advance(TimeSpan.FromMinutes(1));
        await waiting.WaitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(TimeSpan.FromSeconds(6), message.Deadline.Remaining);
        Assert.False(message.Deadline.Token.IsCancellationRequested);
        clock.Advance(TimeSpan.FromSeconds(6));
        Assert.True(message.Deadline.IsReached);
    }

    [Fact]
    [Scenario(16)]
    public async Task Giving_up_ends_the_wait_for_a_turn_and_leaves_the_place_to_the_next()
    {
        var clock = new SteppingClock();
        using var cancellation = new CancellationTokenSource();
        var gate = RequestGate.Create(new RequestLimit(1, TimeSpan.FromMinutes(1), static _ => true), clock)!;
        using var message = Message(clock, TimeSpan.FromSeconds(10));
        (await gate.EnterAsync(message, cancellation.Token))!.Dispose();
        var waiting = gate.EnterAsync(message, cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await AdvanceUntilAsync(clock, gate.EnterAsync(message, CancellationToken.None).AsTask());
    }

    private static async Task AdvanceUntilAsync(SteppingClock clock, Task task)
    {
        while (!task.IsCompleted)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await task;
    }

    private static JsonElement Har(LoggedExchange exchange)
    {
        using var file = new MemoryStream();
        HarWriter.Write(file, [exchange], includeBody: false);
        return JsonDocument.Parse(file.ToArray()).RootElement.GetProperty("log").GetProperty("entries")[0].Clone();
    }

    private static ApiRequestMessage Message(TimeProvider clock, TimeSpan timeout) =>
        new(new ApiRequest("x"), new Uri("https://service.example.com/x"), new Deadline(timeout, clock, CancellationToken.None));

    /// <summary>Says that it is busy until the last attempt.</summary>
    private sealed class CannedAnswers(int attempts) : HttpMessageHandler
    {
        private int _sent;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(++_sent < attempts ? HttpStatusCode.TooManyRequests : HttpStatusCode.OK));
    }
}
