using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using ApiAuth.Core.Tests.Support;
using ApiAuth.Diagnostics;
using ApiAuth.Http;

namespace ApiAuth.Core.Tests.Diagnostics;

public sealed class RequestTelemetryTests : IAsyncLifetime
{
    private TestServer _server = null!;
    private ApiSession _session = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync();
        _session = await TestSession.ConnectedAsync(_server.Address, TestSession.FourWayShop(), TimeProvider.System, new ConnectionProfile());
    }

    public async ValueTask DisposeAsync()
    {
        _session.Close();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_listener_gets_a_span_with_the_attributes_of_the_conventions_and_no_secret()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == RequestTelemetry.Name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);

        await SendAsync("span?token=not-to-be-seen&q=1");

        var span = Assert.Single(spans, span => span.GetTagItem("url.full") is string url && url.Contains("span?", StringComparison.Ordinal));
        Assert.Equal(ActivityKind.Client, span.Kind);
        Assert.Equal("GET", span.DisplayName);
        Assert.Equal("GET", span.GetTagItem("http.request.method"));
        Assert.Equal($"{_server.Address}span?token=***&q=1", span.GetTagItem("url.full"));
        Assert.Equal(_server.Address.Host, span.GetTagItem("server.address"));
        Assert.Equal(_server.Address.Port, span.GetTagItem("server.port"));
        Assert.NotNull(span.GetTagItem("http.response.status_code"));
        Assert.NotNull(span.GetTagItem("network.protocol.version"));
    }

    [Fact]
    public async Task A_listener_gets_the_duration_of_each_attempt()
    {
        var seen = new ConcurrentQueue<(double Value, string? Method)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == RequestTelemetry.Name)
                {
                    Assert.Equal("http.client.request.duration", instrument.Name);
                    Assert.Equal("s", instrument.Unit);
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, value, tags, _) =>
        {
            foreach (var (name, tag) in tags)
            {
                if (name == "server.port" && Equals(tag, _server.Address.Port))
                {
                    seen.Enqueue((value, tags[0].Value as string));
                }
            }
        });
        listener.Start();

        await SendAsync("measured");

        var (duration, method) = Assert.Single(seen);
        Assert.Equal("GET", method);
        Assert.InRange(duration, 0, 100);
    }

    [Fact]
    public async Task The_log_keeps_phases_that_are_no_longer_than_the_whole()
    {
        await SendAsync("logged");

        var record = _session.Log.Describe("x", new RequestLogFilter())[^1].Record;
        Assert.EndsWith("/logged", record.Uri, StringComparison.Ordinal);
        Assert.True(record.Wait + record.Login + record.Send + record.FirstByte + record.Read <= record.Duration);
        Assert.Single(record.Attempts);
    }

    [Fact]
    public async Task A_log_that_is_sealed_is_read_as_before_and_takes_no_more()
    {
        await SendAsync("before?password=not-to-be-seen");

        _session.Log.Seal("kept");

        var records = _session.Log.Describe("other", new RequestLogFilter()).Select(static exchange => exchange.Record).ToArray();
        Assert.All(records, static record => Assert.Equal("kept", record.Session));
        Assert.EndsWith("before?password=***", records[^1].Uri, StringComparison.Ordinal);
        await SendAsync("after");
        Assert.Equal(records.Length, _session.Log.Describe("other", new RequestLogFilter()).Count);
    }

    private async Task SendAsync(string uri)
    {
        using var answer = await _session.SendAsync(new ApiRequest(uri) { SkipHttpErrorCheck = true }, TestContext.Current.CancellationToken);
        await answer.Body.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
    }
}
