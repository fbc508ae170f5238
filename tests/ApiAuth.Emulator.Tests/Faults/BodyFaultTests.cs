using System.IO.Compression;
using System.Text;
using ApiAuth.Emulator.Faults;

namespace ApiAuth.Emulator.Tests.Faults;

public sealed class BodyFaultTests : FaultTest
{
    [Fact]
    public async Task TruncatedJson_is_whole_to_HTTP_and_half_to_JSON()
    {
        HttpResponseMessage response = await PingWithAsync(new Fault { Kind = FaultKind.TruncatedJson });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Pong.Length / 2, response.Content.Headers.ContentLength);
        Assert.Equal(Pong[..(Pong.Length / 2)], await TextAsync(response));
    }

    [Fact]
    public async Task TruncatedJson_may_be_ended_by_the_connection()
    {
        HttpResponseMessage response = await PingWithAsync(new Fault { Kind = FaultKind.TruncatedJson, CloseDelimited = true });

        Assert.False(response.Content.Headers.NonValidated.Contains("Content-Length"));
        Assert.Null(response.Headers.TransferEncodingChunked);
        Assert.Equal(Pong[..(Pong.Length / 2)], await TextAsync(response));
    }

    [Fact]
    public async Task Html_is_a_login_page()
    {
        HttpResponseMessage response = await PingWithAsync(new Fault { Kind = FaultKind.Html });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("type=\"password\"", await TextAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EmptyBody_is_empty()
    {
        HttpResponseMessage response = await PingWithAsync(new Fault { Kind = FaultKind.EmptyBody });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await TextAsync(response));
    }

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(20)]
    public async Task HugeBody_is_JSON_of_the_size_asked_for(int size)
    {
        HttpResponseMessage response = await PingWithAsync(new Fault { Kind = FaultKind.HugeBody, Bytes = size });

        string text = await TextAsync(response);
        Assert.Equal(size, text.Length);
        Assert.Equal(size - 11, JsonSerializer.Deserialize<JsonElement>(text).GetProperty("data").GetString()!.Length);
    }

    [Fact]
    public async Task GzipBomb_is_small_until_it_is_decompressed()
    {
        HttpResponseMessage response = await PingWithAsync(new Fault { Kind = FaultKind.GzipBomb, Bytes = 10_000_000 });

        Assert.Equal("gzip", response.Content.Headers.ContentEncoding.Single());
        byte[] wire = await response.Content.ReadAsByteArrayAsync(Cancellation);
        Assert.InRange(wire.Length, 1, 100_000);
        using GZipStream gzip = new(new MemoryStream(wire), CompressionMode.Decompress);
        using MemoryStream content = new();
        await gzip.CopyToAsync(content, Cancellation);
        Assert.Equal(10_000_000, content.Length);
    }

    [Fact]
    public async Task Bom_goes_before_the_answer()
    {
        HttpResponseMessage response = await PingWithAsync(new Fault { Kind = FaultKind.Bom });

        byte[] bytes = await response.Content.ReadAsByteArrayAsync(Cancellation);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Equal(Pong, Encoding.UTF8.GetString(bytes[3..]));
    }

    [Fact]
    public async Task Latin1_recodes_the_answer_and_says_so()
    {
        Emulator.State.Settings = new EmulatorSettings { Elvis = new() { ServerVersion = "Ünï" } };

        HttpResponseMessage response = await PingWithAsync(new Fault { Kind = FaultKind.Latin1 });

        Assert.Equal("ISO-8859-1", response.Content.Headers.ContentType?.CharSet);
        Assert.Contains("\"Ünï\"", Encoding.Latin1.GetString(await response.Content.ReadAsByteArrayAsync(Cancellation)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RawBody_is_any_bytes_of_any_type()
    {
        byte[] bytes = [0, 255, 10];

        HttpResponseMessage response = await PingWithAsync(new Fault
        {
            Kind = FaultKind.RawBody,
            Status = 202,
            ContentType = "text/plain",
            BodyBase64 = Convert.ToBase64String(bytes),
        });

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal("text/plain", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(bytes, await response.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal("x", await TextAsync(await PingWithAsync(new Fault { Kind = FaultKind.RawBody, Body = "x" })));
    }
}
