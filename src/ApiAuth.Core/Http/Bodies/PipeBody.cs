namespace ApiAuth.Http.Bodies;

/// <summary>
/// A file whose length says nothing: a named pipe, a file that the system makes up as it is read, or one that is empty. It is opened when it is sent,
/// since to open a pipe is to wait for whoever writes to it.
/// </summary>
internal sealed class PipeBody(string path, string? contentType) : RequestBody
{
    private readonly MediaType? _type = MediaType.ParseOptional(contentType);
    private volatile bool _isPipe;

    /// <summary>A pipe gives its content once; that it is one shows when it is opened.</summary>
    public override bool CanRepeat => !_isPipe;

    public override HttpContent CreateContent(TransferMeter? meter = null)
    {
        meter?.ExpectSending(null);
        var content = new StreamContent(new SourceStream(new LateStream(Open), meter));
        _type?.ApplyTo(content);
        return content;
    }

    private FileStream Open()
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        _isPipe = !file.CanSeek;
        return file;
    }
}
