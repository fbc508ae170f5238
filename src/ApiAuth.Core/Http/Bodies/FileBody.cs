namespace ApiAuth.Http.Bodies;

/// <summary>A file, read as it is sent.</summary>
internal sealed class FileBody(string path, string? contentType) : RequestBody
{
    public override bool CanRepeat => true;

    public override HttpContent CreateContent()
    {
        var content = new StreamContent(new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan));
        content.Headers.ContentType = ContentType.Parse(contentType);
        return content;
    }
}
