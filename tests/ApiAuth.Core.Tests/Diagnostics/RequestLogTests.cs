using ApiAuth.Diagnostics;
using ApiAuth.Http;
using ApiAuth.Http.Bodies;
using Microsoft.Extensions.Time.Testing;

namespace ApiAuth.Core.Tests.Diagnostics;

public sealed class RequestLogTests
{
    private const int BodySize = 60_000;
    private const int MostKept = RequestLog.MostBodies / BodySize;

    private readonly FakeTimeProvider _clock = new();
    private readonly RequestLog _log;

    public RequestLogTests() => _log = new RequestLog(Redactor.Unknown, _clock);

    [Fact]
    public void The_bodies_that_it_keeps_have_a_limit_and_the_newest_are_kept()
    {
        for (int number = 0; number < 2 * MostKept; number++)
        {
            Begin(new BytesBody(new string(' ', BodySize), BytesBody.Json));
        }

        var exchanges = _log.Describe("x", new RequestLogFilter());

        Assert.Equal(2 * MostKept, exchanges.Count);
        Assert.All(exchanges.Take(MostKept), static exchange => Assert.Null(exchange.RequestBody));
        Assert.All(exchanges.Skip(MostKept), static exchange => Assert.Equal(BodySize, exchange.RequestBody!.Text.Length));
    }

    [Fact]
    public void Bodies_of_requests_that_it_has_forgotten_count_no_more()
    {
        Begin(new BytesBody(new string(' ', BodySize), BytesBody.Json));
        for (int number = 1; number <= RequestLog.Capacity; number++)
        {
            Begin(null);
        }

        for (int number = 0; number < MostKept; number++)
        {
            Begin(new BytesBody(new string(' ', BodySize), BytesBody.Json));
        }

        var exchanges = _log.Describe("x", new RequestLogFilter());

        Assert.Equal(RequestLog.Capacity, exchanges.Count);
        Assert.Equal(MostKept, exchanges.Count(static exchange => exchange.RequestBody is not null));
    }

    private void Begin(RequestBody? body)
    {
        using var deadline = new Deadline(TimeSpan.FromMinutes(1), _clock, CancellationToken.None);
        using var message = new ApiRequestMessage(new ApiRequest("x") { Body = body }, new Uri("https://service.example.com/x"), deadline);
        _log.Begin(message);
    }
}
