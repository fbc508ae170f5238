namespace ApiAuth.Http.Bodies;

/// <summary>A file, read as it is sent.</summary>
internal sealed class FileBody(string path, string? contentType) : RequestBody
{
    private const int BufferSize = 128 * 1024;

    private readonly MediaType? _type = MediaType.ParseOptional(contentType);

    public override bool CanRepeat => true;

    public override HttpContent CreateContent(TransferMeter? meter = null)
    {
        var file = Open();
        meter?.ExpectSending(file.Length);
        var content = new StreamContent(new SourceStream(file, meter), BufferSize);
        _type?.ApplyTo(content);
        return content;
    }

    private FileStream Open()
    {
        try
        {
            return new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (IOException exception)
        {
            throw new BodyReadException(exception);
        }
    }
}
