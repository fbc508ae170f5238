using System.Text;
using ApiAuth.Core.Tests.Support;
using ApiAuth.Diagnostics;
using ApiAuth.Errors;
using ApiAuth.Http;

namespace ApiAuth.Core.Tests.Http;

/// <summary>What a failure says of the answer that it was.</summary>
public sealed class RequestFailureTests
{
    private const string Password = "p\u00E4ssword-1";

    public static TheoryData<string, string, string> Excerpts => new()
    {
        { "text/plain; charset=iso-8859-1", "iso-8859-1", "not {0}" },
        { "text/plain", "iso-8859-1", "not {0}" },
        { "text/plain; charset=utf-8", "iso-8859-1", "not {0}" },
        { "text/xml", "iso-8859-1", "<?xml version='1.0' encoding='ISO-8859-1'?><x>not {0}</x>" },
        { "text/plain; charset=utf-16", "utf-16", "not {0}" },
        { "text/plain", "utf-16", "\uFEFFnot {0}" },
        { "text/plain", "utf-16BE", "not {0}" },
        { "text/plain", "utf-8", "not {0}" },
    };

    [Fact]
    [Scenario(69)]
    public async Task The_reason_phrase_shows_no_secret()
    {
        await using var server = RawServer.StartWithLogin(static request =>
            request.SendAsync("HTTP/1.1 403 Not for raw-token\r\nContent-Length: 0\r\n\r\n"));
        using var session = await TestSession.ConnectedAsync(server.Address, TestSession.FourWayShop());

        var failure = await session.FailsAsync("x");

        Assert.Contains("403 Not for ***", failure.Message, StringComparison.Ordinal);
        Assert.Equal("Not for ***", session.Log.Describe("x", new RequestLogFilter())[^1].ReasonPhrase);
    }

    [Theory]
    [Scenario(34)]
    [Scenario(69)]
    [MemberData(nameof(Excerpts))]
    public async Task The_excerpt_of_an_answer_in_any_encoding_shows_no_secret(string contentType, string encoding, string text)
    {
        byte[] body = Encoding.GetEncoding(encoding).GetBytes(string.Format(null, text, Password));
        await using var server = await TestServer.StartAsync();
        server.OnRequest = context =>
        {
            context.Response.StatusCode = 400;
            context.Response.ContentType = contentType;
            return context.Response.Body.WriteAsync(body).AsTask();
        };
        using var session = await TestSession.ConnectedAsync(server.Address, TestSession.FourWayShop(password: Password));

        var failure = await session.FailsAsync("x");

        Assert.Contains("not ***", failure.ResponseExcerpt, StringComparison.Ordinal);
        Assert.DoesNotContain("ssword", failure.ResponseExcerpt, StringComparison.Ordinal);
        Assert.Contains("not ***", session.Log.Describe("x", new RequestLogFilter())[^1].ResponseBody!.Text, StringComparison.Ordinal);
    }

    [Theory]
    [Scenario(69)]
    [InlineData("https://ada:geheim@dam:99999/x")]
    [InlineData("ada:geheim@dam.example.com/x y")]
    [InlineData("http://[?token=geheim")]
    public async Task An_address_that_can_not_be_read_is_named_without_what_is_secret_in_it(string address)
    {
        using var session = TestSession.Of(new Uri("https://dam.example.com/"), TestSession.FourWayShop());

        var failure = await Assert.ThrowsAsync<InvalidInputException>(() => session.ReadAsync(address));

        Assert.Equal("Uri", failure.ParamName);
        Assert.DoesNotContain("geheim", failure.ToString(), StringComparison.Ordinal);
    }
}
