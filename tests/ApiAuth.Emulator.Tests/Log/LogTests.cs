using ApiAuth.Emulator.Log;

namespace ApiAuth.Emulator.Tests.Log;

public sealed class LogTests : EmulatorTest
{
    [Fact]
    public async Task A_request_is_logged_as_received()
    {
        await PostAsync("/services/apilogin?a=%20b", Form(("username", "guest"), ("password", "guest")), ("X-Twice", "1"), ("X-Twice", "2"));

        ReceivedRequest request = Assert.Single(Emulator.Log.Entries);
        Assert.Equal("Elvis", request.Service);
        Assert.Equal("login", request.Operation);
        Assert.Equal("POST", request.Method);
        Assert.Equal("/services/apilogin", request.Path);
        Assert.Equal("?a=%20b", request.Query);
        Assert.Equal("main", request.Origin);
        Assert.Equal("username=guest&password=guest", request.Body);
        Assert.Equal(29, request.BytesReceived);
        Assert.Equal(200, request.Status);
        Assert.Equal("elvis-1", request.TokenId);
        Assert.Equal(Time.GetUtcNow(), request.Time);
        Assert.False(request.Aborted);
        Assert.Equal("application/x-www-form-urlencoded", request.Header("content-type"));
        Assert.Equal("1, 2", string.Join(", ", request.Headers["X-Twice"]));
    }

    [Fact]
    public async Task The_log_is_complete_and_ordered_under_load()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(number => GetAsync($"/services/ping?number={number}")));

        IReadOnlyList<ReceivedRequest> requests = Emulator.Log.Entries;
        Assert.Equal(Enumerable.Range(1, 200).Select(number => (long)number), requests.Select(request => request.Sequence));
        Assert.Equal(200, requests.Select(request => request.Query).Distinct().Count());
        Assert.All(requests, request => Assert.Equal(200, request.Status));
    }

    [Fact]
    public async Task A_long_body_is_kept_in_part_and_counted_whole()
    {
        await PostAsync("/services/apilogin", Form(("password", new string('x', 100_000))));

        Assert.Equal(64 * 1024, LastRequest.Body.Length);
        Assert.Equal(100_009, LastRequest.BytesReceived);
    }

    [Fact]
    public async Task The_body_of_a_refused_request_is_logged()
    {
        await PostAsync("/api?cmd=brand_v1", Json(new { brandCode = "X" }));

        Assert.Equal(401, LastRequest.Status);
        Assert.Equal("""{"brandCode":"X"}""", LastRequest.Body);
    }

    [Fact]
    public async Task What_no_service_has_is_404_and_logged_without_a_service()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("/nowhere")).StatusCode);

        Assert.Null(LastRequest.Service);
        Assert.Equal(404, LastRequest.Status);
    }

    [Fact]
    public async Task Each_member_of_a_filter_restricts()
    {
        await GetAsync("/services/ping");
        await GetAsync("/nowhere");
        await GetAsync(new Uri(Emulator.OtherOrigin, "/services/ping").AbsoluteUri);

        Assert.Equal([1, 3], Found(new LogFilter { Service = "elvis" }));
        Assert.Equal([1, 3], Found(new LogFilter { Operation = "PING" }));
        Assert.Equal([2], Found(new LogFilter { Path = "/no*" }));
        Assert.Equal([2], Found(new LogFilter { Status = 404 }));
        Assert.Equal([2, 3], Found(new LogFilter { Since = 1 }));
        Assert.Equal([3], Found(new LogFilter { Origin = "other" }));
        Assert.Equal([1], Found(new LogFilter { Service = "Elvis", Origin = "main" }));
    }

    [Fact]
    public async Task Clearing_forgets_and_counts_on()
    {
        await GetAsync("/services/ping");
        Emulator.Log.Clear();
        await GetAsync("/services/ping");

        Assert.Equal([2], Found(new LogFilter()));
    }

    private long[] Found(LogFilter filter) => [.. Emulator.Log.Find(filter).Select(request => request.Sequence)];
}
