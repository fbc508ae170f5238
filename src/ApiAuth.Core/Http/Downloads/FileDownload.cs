using System.Buffers;
using System.Globalization;
using ApiAuth.Errors;
using ApiAuth.Http.Bodies;

namespace ApiAuth.Http.Downloads;

/// <summary>
/// Saves an answer in a file: first in a part file beside it, which takes the name when it is whole and on the disk. A failure leaves nothing
/// behind, or, where it may be resumed, a part that the next call goes on with.
/// </summary>
internal sealed class FileDownload(ApiSession session, string target, bool resume, TransferMeter meter)
{
    private const int BufferSize = 128 * 1024;
    private const int PartialContent = 206;
    private const int RangeNotSatisfiable = 416;

    /// <param name="request">What to fetch.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The answer, whose body has been read, and the full path of the file.</returns>
    /// <exception cref="ApiException">The request failed or its answer broke off.</exception>
    /// <exception cref="IOException">The file can't be written.</exception>
    public async Task<(ApiResponse Answer, string Path)> RunAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        request = request with { MaximumResponseSize = null };
        bool isFolder = Directory.Exists(target) || System.IO.Path.EndsInDirectorySeparator(target);
        if (!resume)
        {
            var answer = await session.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return await KeepAsync(answer, PartFile.Create(PathFor(answer, isFolder)), PathFor(answer, isFolder), cancellationToken).ConfigureAwait(false);
        }

        if (isFolder)
        {
            throw InvalidInput.For("Resume", "The name of the file has to be given in -OutFile, so that its part can be found.");
        }

        return await ResumeAsync(request, PartFile.Find(target), cancellationToken).ConfigureAwait(false);
    }

    private static string? Validator(ApiResponse answer)
    {
        var headers = answer.GetHeaders();
        return headers.TryGetValue("ETag", out string[]? tag) && !tag[0].StartsWith("W/", StringComparison.Ordinal) ? tag[0]
            : headers.TryGetValue("Last-Modified", out string[]? date) ? date[0]
            : null;
    }

    private static ApiRequest With(ApiRequest request, params ReadOnlySpan<KeyValuePair<string, string>> headers) =>
        request with { Headers = [.. request.Headers, .. headers] };

    private static async Task SaveAsync(ApiResponse answer, FileStream file, TransferMeter meter, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int count;
            while ((count = await ReadFullAsync(answer.Body, buffer, meter, cancellationToken).ConfigureAwait(false)) > 0)
            {
                await file.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
            }

            file.Flush(flushToDisk: true);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // What arrives comes in small portions; each write costs the same, however much it writes.
    private static async ValueTask<int> ReadFullAsync(Stream body, byte[] buffer, TransferMeter meter, CancellationToken cancellationToken)
    {
        int filled = 0;
        while (filled < BufferSize)
        {
            int count = await body.ReadAsync(buffer.AsMemory(filled, BufferSize - filled), cancellationToken).ConfigureAwait(false);
            if (count == 0)
            {
                break;
            }

            meter.AddReceived(count);
            filled += count;
        }

        return filled;
    }

    private async Task<(ApiResponse Answer, string Path)> ResumeAsync(ApiRequest request, PartFile part, CancellationToken cancellationToken)
    {
        if (part.ReadNote() is { } note && note.Address == AddressOf(request))
        {
            try
            {
                var ranged = With(
                    request,
                    new("Range", string.Create(CultureInfo.InvariantCulture, $"bytes={part.Length}-")),
                    new("If-Range", note.Validator));
                var answer = await session.SendAsync(ranged, cancellationToken).ConfigureAwait(false);
                if (answer.StatusCode != RangeNotSatisfiable)
                {
                    return await KeepAsync(answer, part, target, cancellationToken).ConfigureAwait(false);
                }

                answer.Dispose();
            }
            catch (ApiException failure) when (failure.StatusCode == RangeNotSatisfiable)
            {
            }
        }

        // No part, or one that the service can't continue.
        part.Delete();
        var whole = await session.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return await KeepAsync(whole, part, target, cancellationToken).ConfigureAwait(false);
    }

    private async Task<(ApiResponse Answer, string Path)> KeepAsync(ApiResponse answer, PartFile part, string path, CancellationToken cancellationToken)
    {
        bool canContinue = false;
        try
        {
            long already = ContinuesAt(answer, part.Length);
            canContinue = resume && (already > 0 || Note(answer, part));
            meter.BeginReceiving(already, answer.ContentLength + already);
            var file = already > 0 ? part.OpenEnd() : part.OpenNew();
            await using (file.ConfigureAwait(false))
            {
                await SaveAsync(answer, file, meter, cancellationToken).ConfigureAwait(false);
            }

            part.Finish();
            return (answer, path);
        }
        catch
        {
            answer.Dispose();
            if (!canContinue)
            {
                part.Delete();
            }

            throw;
        }
    }

    // From which byte on the answer is; the service may send all of it where it could have sent the rest.
    private static long ContinuesAt(ApiResponse answer, long length)
    {
        if (answer.StatusCode != PartialContent)
        {
            return 0;
        }

        return answer.ContentRange is { From: { } from, To: { } to } && from == length && IsAsKept(answer, to - from + 1)
            ? length
            : throw new ApiException(ApiErrorId.InvalidResponse, "The service answered with another part of the file than was asked for.")
            {
                StatusCode = PartialContent,
            };
    }

    // A range counts the bytes as they travel. Those that travelled compressed have lost their length.
    private static bool IsAsKept(ApiResponse answer, long? length) => length is not null && answer.ContentLength == length;

    private static bool Note(ApiResponse answer, PartFile part)
    {
        if (Validator(answer) is not { } validator || answer.StatusCode != 200 || !IsAsKept(answer, answer.ContentLength))
        {
            return false;
        }

        part.WriteNote(new PartNote(answer.RequestUri.GetLeftPart(UriPartial.Path), validator));
        return true;
    }

    private string AddressOf(ApiRequest request) =>
        RequestAddress.Resolve(session.Server, request.Uri, request.Query).GetLeftPart(UriPartial.Path);

    private string PathFor(ApiResponse answer, bool isFolder) =>
        isFolder ? System.IO.Path.Combine(target, SafeFileName.From(answer.FileName, answer.RequestUri)) : target;
}
