using System.Buffers;
using System.Globalization;
using ApiAuth.Errors;
using ApiAuth.Http.Bodies;

namespace ApiAuth.Http.Downloads;

/// <summary>
/// Saves an answer in a file: first in a part file beside it, which takes the name when it is whole. A failure leaves nothing
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
            return await KeepAsync(answer, PartFile.Create(PathFor(answer, isFolder)), PathFor(answer, isFolder), 0, cancellationToken).ConfigureAwait(false);
        }

        if (isFolder)
        {
            throw InvalidInput.For("Resume", "The name of the file has to be given in -OutFile, so that its part can be found.");
        }

        if (request.Headers.Any(static header => header.Key.Equals("Range", StringComparison.OrdinalIgnoreCase)))
        {
            throw InvalidInput.For("Resume", "It asks for the range that is missing itself; leave either -Resume or the Range header out.");
        }

        return await ResumeAsync(request, PartFile.Find(target), cancellationToken).ConfigureAwait(false);
    }

    // RFC 9110, section 13.1.5: a weak tag is none, and a date counts only where there is no tag, and where it was past when the answer was made.
    private static string? Validator(ApiResponse answer)
    {
        if (answer.Headers.NonValidated.TryGetValues("ETag", out var tags))
        {
            return tags.ToString() is var tag && tag.StartsWith("W/", StringComparison.Ordinal) ? null : tag;
        }

        return answer.LastModified is { } modified && answer.Headers.Date - modified >= TimeSpan.FromSeconds(1)
            ? modified.ToString("R", CultureInfo.InvariantCulture)
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
                    return await KeepAsync(answer, part, target, part.Length, cancellationToken).ConfigureAwait(false);
                }

                answer.Dispose();
            }
            catch (ApiException failure) when (failure.StatusCode == RangeNotSatisfiable)
            {
            }
        }

        // No part, or one that the service can't continue.
        var whole = await session.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return await KeepAsync(whole, part, target, 0, cancellationToken).ConfigureAwait(false);
    }

    /// <param name="askedFrom">From which byte on this download has asked for the rest; 0 where it has asked as its caller did.</param>
    private async Task<(ApiResponse Answer, string Path)> KeepAsync(
        ApiResponse answer, PartFile part, string path, long askedFrom, CancellationToken cancellationToken)
    {
        bool canContinue = false;
        try
        {
            long already = askedFrom == 0 ? 0 : ContinuesAt(answer, askedFrom);
            if (already == 0)
            {
                // Whatever happens next, no note of one version may be left with the bytes of another.
                part.Delete();
            }

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
    private static long ContinuesAt(ApiResponse answer, long askedFrom)
    {
        if (answer.StatusCode != PartialContent)
        {
            return 0;
        }

        return answer.ContentRange is { From: { } from, To: { } to } && from == askedFrom && IsAsKept(answer, to - from + 1)
            ? askedFrom
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
