using ApiAuth.Emulator.Faults;

namespace ApiAuth.Emulator.Tests.Faults;

public sealed class StatusFaultTests : FaultTest
{
    [Theory]
    [InlineData("5")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("Sun, 01 Mar 2026 12:00:05 GMT")]
    [InlineData("soon")]
    public async Task Status_carries_Retry_After_word_for_word(string retryAfter)
    {
        HttpResponseMessage response = await PingWithAsync(new Fault
        {
            Kind = FaultKind.Status,
            Status = 503,
            RetryAfter = retryAfter,
            Body = """{"error":"busy"}""",
            ContentType = "application/json",
        });

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(retryAfter, response.Headers.NonValidated["Retry-After"].ToString());
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("""{"error":"busy"}""", await TextAsync(response));
        Assert.Equal(503, LastRequest.Status);
    }

    [Fact]
    public async Task Status_may_challenge_more_than_once()
    {
        HttpResponseMessage response = await PingWithAsync(new Fault
        {
            Kind = FaultKind.Status,
            Status = 401,
            Authenticate = ["Negotiate", "Basic realm=\"x\""],
        });

        Assert.Equal(["Negotiate", "Basic"], response.Headers.WwwAuthenticate.Select(challenge => challenge.Scheme));
    }

    [Fact]
    public async Task ProxyAuthRequired_is_407_with_a_challenge()
    {
        HttpResponseMessage response = await PingWithAsync(new Fault { Kind = FaultKind.ProxyAuthRequired });

        Assert.Equal(HttpStatusCode.ProxyAuthenticationRequired, response.StatusCode);
        Assert.Equal("Basic", response.Headers.ProxyAuthenticate.Single().Scheme);
    }

    [Fact]
    public async Task ExpectationFailed_refuses_a_request_that_expects_before_its_body_comes()
    {
        Emulator.Faults.Add(new Fault { Kind = FaultKind.ExpectationFailed, Count = 2 });
        using HttpRequestMessage expecting = new(HttpMethod.Post, Ping) { Content = new StringContent("body") };
        expecting.Headers.ExpectContinue = true;

        Assert.Equal(HttpStatusCode.ExpectationFailed, (await Client.SendAsync(expecting, Cancellation)).StatusCode);
        Assert.Equal(0, LastRequest.BytesReceived);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(Ping, new StringContent("body"))).StatusCode);
        Assert.Equal("body", LastRequest.Body);
    }
}
