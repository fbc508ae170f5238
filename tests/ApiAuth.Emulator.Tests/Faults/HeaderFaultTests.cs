using ApiAuth.Emulator.Faults;
using ApiAuth.Emulator.Log;

namespace ApiAuth.Emulator.Tests.Faults;

public sealed class HeaderFaultTests : FaultTest
{
    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Redirect_leads_to_the_other_origin_which_logs_what_comes(int status)
    {
        Emulator.Faults.Add(new Fault { Kind = FaultKind.Redirect, Status = status });

        HttpResponseMessage response = await GetAsync($"{Ping}?uid=1");
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(new Uri(Emulator.OtherOrigin, $"{Ping}?uid=1"), response.Headers.Location);
        Assert.NotEqual(Emulator.BaseAddress.Port, Emulator.OtherOrigin.Port);

        await GetAsync(response.Headers.Location!.AbsoluteUri, ("Authorization", "leaked"));
        ReceivedRequest arrived = Emulator.Log.Find(new LogFilter { Origin = "other" }).Single();
        Assert.Equal("leaked", arrived.Header("authorization"));
    }

    [Fact]
    public async Task Redirect_may_lead_anywhere() => Assert.Equal(
        "http://user@example.com/x",
        (await PingWithAsync(new Fault { Kind = FaultKind.Redirect, Location = "http://user@example.com/x" })).Headers.Location?.OriginalString);

    [Fact]
    public async Task RedirectLoop_never_ends()
    {
        Uri? location = (await PingWithAsync(new Fault { Kind = FaultKind.RedirectLoop })).Headers.Location;
        for (int hop = 1; hop <= 60; hop++)
        {
            Assert.Equal($"/redirect-loop/{hop}", location?.OriginalString);
            HttpResponseMessage response = await GetAsync(location!.OriginalString);
            Assert.Equal(HttpStatusCode.Found, response.StatusCode);
            location = response.Headers.Location;
        }

        Assert.Equal(60, Emulator.Log.Count(new LogFilter { Path = "/redirect-loop/*" }));
    }

    [Fact]
    public async Task HugeHeaders_are_more_than_clients_read()
    {
        HttpRequestException exception = await Assert.ThrowsAsync<HttpRequestException>(() => PingWithAsync(new Fault { Kind = FaultKind.HugeHeaders }));

        Assert.Equal(HttpRequestError.ConfigurationLimitExceeded, exception.HttpRequestError);
    }

    [Fact]
    public async Task SetCookie_adds_lines_word_for_word()
    {
        string[] lines = ["a=1, 2; Expires=Sun Mar  1 12:00:00 2026", "__Host-b=2; Path=/x"];

        HttpResponseMessage response = await PingWithAsync(new Fault { Kind = FaultKind.SetCookie, Cookies = lines });

        Assert.Equal(lines, response.Headers.NonValidated["Set-Cookie"]);
        Assert.Equal(Pong, await TextAsync(response));
    }
}
