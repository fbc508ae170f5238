using ApiAuth.Core.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace ApiAuth.Core.Tests.Http.Downloads;

/// <summary>Serves one file, whole or from a byte on, and can break off in the middle.</summary>
internal sealed class FileService
{
    private TaskCompletionSource? _breaking;

    public byte[] Content { get; set; } = CreateContent(1);

    public string? ETag { get; set; } = "\"one\"";

    public string? LastModified { get; set; }

    public string? ContentDisposition { get; set; }

    /// <summary>Added to the first byte that an answer to a range claims to begin with.</summary>
    public int WrongBy { get; set; }

    public bool KnowsRanges { get; set; } = true;

    /// <summary>Of each request: Range and If-Range.</summary>
    public List<(string Range, string IfRange)> Requests { get; } = [];

    public static byte[] CreateContent(int seed)
    {
        byte[] content = new byte[1_000_003];
        new Random(seed).NextBytes(content);
        return content;
    }

    /// <summary>Has the next answer stop in its middle.</summary>
    /// <returns>Breaks the connection.</returns>
    public Action StopInTheMiddle()
    {
        var breaking = _breaking = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return breaking.SetResult;
    }

    public void ServeOn(TestServer server) => server.OnRequest = AnswerAsync;

    private async Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        string range = request.Headers.Range.ToString();
        string ifRange = request.Headers.IfRange.ToString();
        Requests.Add((range, ifRange));
        int start = KnowsRanges && range.Length > 0 && (ifRange.Length == 0 || ifRange == ETag || ifRange == LastModified)
            ? int.Parse(range["bytes=".Length..^1], System.Globalization.CultureInfo.InvariantCulture)
            : 0;
        if (start >= Content.Length)
        {
            response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
            return;
        }

        response.ContentType = "application/octet-stream";
        response.Headers.ETag = ETag;
        response.Headers.LastModified = LastModified;
        response.Headers.ContentDisposition = ContentDisposition;
        response.ContentLength = Content.Length - start;
        if (start > 0)
        {
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = $"bytes {start + WrongBy}-{Content.Length - 1 + WrongBy}/{Content.Length}";
        }

        await WriteAsync(context, Content.AsMemory(start));
    }

    private async Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> content)
    {
        if (_breaking is not { } breaking)
        {
            await context.Response.Body.WriteAsync(content, context.RequestAborted);
            return;
        }

        _breaking = null;
        await context.Response.Body.WriteAsync(content[..(content.Length / 2)], context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await breaking.Task;
        context.Abort();
    }
}
