namespace ApiAuth.Http.Bodies;

/// <summary>A stream that can be read once.</summary>
internal sealed class StreamBody(Stream stream, string? contentType) : RequestBody
{
    public override bool CanRepeat => false;

    public override HttpContent CreateContent()
    {
        var content = new StreamContent(stream);
        content.Headers.ContentType = ContentType.Parse(contentType);
        return content;
    }
}
