using System.Net.Http.Headers;

namespace ApiAuth.Http.Bodies;

/// <summary>A stream that can be read once.</summary>
internal sealed class StreamBody(Stream stream, string? contentType) : RequestBody
{
    public override bool CanRepeat => false;

    public override HttpContent CreateContent(TransferMeter? meter = null)
    {
        var content = new StreamContent(meter is null ? stream : new MeteredStream(stream, meter));
        content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        return content;
    }
}
