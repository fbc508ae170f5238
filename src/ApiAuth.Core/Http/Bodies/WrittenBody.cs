using System.Net;
using System.Text;

namespace ApiAuth.Http.Bodies;

/// <summary>A body too large to be kept, written anew each time that it is sent; before the first time, once for its length.</summary>
/// <param name="write">Writes the same each time, in UTF-8; runs on a thread of its own.</param>
internal sealed class WrittenBody(Action<Stream> write, string contentType) : RequestBody
{
    private readonly MediaType _type = MediaType.Parse(contentType);
    private long? _length;

    public override bool CanRepeat => true;

    /// <summary>How often the marker stands in it that it was prepared with.</summary>
    public int MarkerCount { get; private set; }

    /// <summary>The same with another text in each place of the marker that it was prepared with.</summary>
    public WrittenBody Replace(string marker, string value)
    {
        byte[] old = Encoding.UTF8.GetBytes(marker);
        byte[] replacement = Encoding.UTF8.GetBytes(value);
        return new WrittenBody(
            stream =>
            {
                using var replacing = new ReplacingStream(stream, old, replacement);
                write(replacing);
            },
            contentType)
        {
            _length = _length + ((long)MarkerCount * (replacement.Length - old.Length)),
        };
    }

    public override ValueTask PrepareAsync(string? marker, Deadline deadline) =>
        _length is null ? new ValueTask(Task.Run(() => Measure(marker, deadline), deadline.Token)) : ValueTask.CompletedTask;

    public override HttpContent CreateContent(TransferMeter? meter = null)
    {
        long length = _length ?? throw new InvalidOperationException("The body was not prepared.");
        meter?.ExpectSending(length);
        var content = new WrittenContent(write, length, meter);
        _type.ApplyTo(content);
        return content;
    }

    private void Measure(string? marker, Deadline deadline)
    {
        using var counter = new CountingStream(Stream.Null, _ => deadline.Extend(), deadline.Token);
        if (marker is null)
        {
            Write(write, counter, counter);
        }
        else
        {
            byte[] bytes = Encoding.UTF8.GetBytes(marker);
            using var finding = new ReplacingStream(counter, bytes, bytes);
            Write(write, finding, counter);
            MarkerCount = finding.Count;
        }

        _length = counter.Count;
    }

    // What fails is either the target or what the body is made of.
    private static void Write(Action<Stream> write, Stream stream, CountingStream target)
    {
        try
        {
            write(stream);
            stream.Flush();
        }
        catch (IOException exception) when (!target.HasFailed)
        {
            throw new BodyReadException(exception);
        }
    }

    private sealed class WrittenContent(Action<Stream> write, long length, TransferMeter? meter) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        // The connection takes synchronous writes; a writer of XML knows no others that are worth their price.
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) => Task.Run(
            () =>
            {
                using var counter = new CountingStream(stream, count => meter?.AddSent(count), cancellationToken);
                using var buffered = new BufferedStream(counter, 64 * 1024);
                Write(write, buffered, counter);
            },
            cancellationToken);

        protected override bool TryComputeLength(out long computed)
        {
            computed = length;
            return true;
        }
    }
}
