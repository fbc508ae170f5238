using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ApiAuth.Benchmarks;

/// <summary>A file of any size, with ranges (RFC 9110, section 14) and an ETag.</summary>
internal static class ServedFile
{
    // A prime number: a file that is put together wrongly is most unlikely to look right.
    private const int PortionSize = 65521;

    private static readonly byte[] Portion = CreatePortion();

    /// <summary><c>bytes</c> is its size; <c>cut</c> the number of bytes after which the connection breaks.</summary>
    public static async Task WriteAsync(HttpContext context)
    {
        long size = Number(context, "bytes") ?? 0;
        long start = StartOf(context, size);
        var response = context.Response;
        response.Headers.ETag = TagOf(size);
        response.Headers.AcceptRanges = "bytes";
        response.ContentType = "application/octet-stream";
        response.ContentLength = size - start;
        if (start > 0)
        {
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {start}-{size - 1}/{size}");
        }

        long end = Number(context, "cut") ?? size;
        await WriteAsync(response, start, end);
        if (end < size)
        {
            await response.Body.FlushAsync();
            context.Abort();
        }
    }

    private static async Task WriteAsync(HttpResponse response, long start, long end)
    {
        for (long position = start; position < end;)
        {
            int from = (int)(position % PortionSize);
            int count = (int)Math.Min(PortionSize - from, end - position);
            await response.BodyWriter.WriteAsync(Portion.AsMemory(from, count));
            position += count;
        }
    }

    private static long StartOf(HttpContext context, long size)
    {
        var headers = context.Request.GetTypedHeaders();
        bool isSame = headers.IfRange is null || headers.IfRange.EntityTag?.Tag == TagOf(size);
        return isSame && headers.Range?.Ranges.SingleOrDefault() is { From: { } from, To: null } && from < size ? from : 0;
    }

    private static string TagOf(long size) => $"\"{size.ToString(CultureInfo.InvariantCulture)}\"";

    private static long? Number(HttpContext context, string name) =>
        long.TryParse(context.Request.Query[name], CultureInfo.InvariantCulture, out long number) ? number : null;

    private static byte[] CreatePortion()
    {
        byte[] portion = new byte[PortionSize];
        new Random(1).NextBytes(portion);
        return portion;
    }
}
