namespace ApiAuth.Http.Bodies;

/// <summary>A stream that can be read once.</summary>
internal sealed class StreamBody(Stream stream, string? contentType) : RequestBody
{
    private readonly MediaType? _type = MediaType.ParseOptional(contentType);

    public override bool CanRepeat => false;

    public override HttpContent CreateContent(TransferMeter? meter = null)
    {
        meter?.ExpectSending(stream.CanSeek ? stream.Length - stream.Position : null);
        var content = new StreamContent(new SourceStream(stream, meter));
        _type?.ApplyTo(content);
        return content;
    }
}
