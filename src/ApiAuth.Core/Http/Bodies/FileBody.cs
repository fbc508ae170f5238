using System.Net.Http.Headers;

namespace ApiAuth.Http.Bodies;

/// <summary>A file, read as it is sent.</summary>
internal sealed class FileBody(string path, string? contentType) : RequestBody
{
    private const int BufferSize = 128 * 1024;

    private readonly MediaTypeHeaderValue? _contentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);

    public override bool CanRepeat => true;

    public override HttpContent CreateContent(TransferMeter? meter = null)
    {
        Stream file = SourceFile.Open(path);
        if (meter is not null)
        {
            meter.ExpectSending(file.Length);
            file = new MeteredStream(file, meter);
        }

        var content = new StreamContent(file, BufferSize);
        content.Headers.ContentType = _contentType;
        return content;
    }
}
