using System.Net.Http.Headers;

namespace ApiAuth.Http.Bodies;

/// <summary>
/// A file whose length says nothing: a named pipe, a file that the system makes up as it is read, or one that is empty. It is opened when it is sent,
/// since to open a pipe is to wait for whoever writes to it.
/// </summary>
internal sealed class PipeBody(string path, string? contentType) : RequestBody
{
    private readonly MediaTypeHeaderValue? _contentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
    private volatile bool _isPipe;

    /// <summary>A pipe gives its content once; that it is one shows when it is opened.</summary>
    public override bool CanRepeat => !_isPipe;

    public override HttpContent CreateContent(TransferMeter? meter = null)
    {
        Stream source = new LateStream(Open);
        var content = new StreamContent(meter is null ? source : new MeteredStream(source, meter));
        content.Headers.ContentType = _contentType;
        return content;
    }

    private FileStream Open()
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        _isPipe = !file.CanSeek;
        return file;
    }
}
