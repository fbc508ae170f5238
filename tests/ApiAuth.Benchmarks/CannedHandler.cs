using System.Net;
using System.Net.Http.Headers;

namespace ApiAuth.Benchmarks;

/// <summary>Answers at once, with headers as a server's answer has them and no body: what is left to measure is the chain above it.</summary>
internal sealed class CannedHandler : HttpMessageHandler
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var content = new ByteArrayContent([]);
        content.Headers.ContentType = Json;
        content.Headers.ContentLength = 0;
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request, Content = content });
    }
}
