using System.Net;
using System.Net.Http.Headers;

namespace ApiAuth.Http.Bodies;

/// <summary>A body too large to be kept, written anew each time that it is sent: once for its length, once onto the wire.</summary>
/// <param name="write">Writes the same each time; runs on a thread of its own.</param>
internal sealed class WrittenBody(Action<Stream> write, string contentType) : RequestBody
{
    public string ContentType => contentType;

    public override bool CanRepeat => true;

    public void WriteTo(Stream stream) => write(stream);

    public override HttpContent CreateContent(TransferMeter? meter = null)
    {
        var counter = new CountingStream(Stream.Null, null);
        write(counter);
        meter?.ExpectSending(counter.Count);
        var content = new WrittenContent(write, counter.Count, meter);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return content;
    }

    private sealed class WrittenContent(Action<Stream> write, long length, TransferMeter? meter) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        // The connection takes synchronous writes; a writer of XML knows no others that are worth their price.
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) => Task.Run(
            () =>
            {
                using var counter = new CountingStream(stream, meter, cancellationToken);
                using var buffered = new BufferedStream(counter, 64 * 1024);
                write(buffered);
            },
            cancellationToken);

        protected override bool TryComputeLength(out long computed)
        {
            computed = length;
            return true;
        }
    }
}
