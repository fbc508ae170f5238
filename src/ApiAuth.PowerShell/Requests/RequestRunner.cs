using System.Diagnostics;
using ApiAuth.Http;
using ApiAuth.Http.Downloads;
using ApiAuth.PowerShell.Conversion;

namespace ApiAuth.PowerShell.Requests;

/// <summary>Sends one request and turns its answer into what goes to the pipeline; runs on no thread of PowerShell's.</summary>
internal sealed class RequestRunner(OutputOptions options)
{
    public Task RunAsync(ApiSession session, ApiRequest request, string? outFile, RequestJob job, CancellationToken cancellationToken) =>
        outFile is null
            ? SendAsync(session, request, job, cancellationToken)
            : SaveAsync(session, request, outFile, job, cancellationToken);

    private async Task SendAsync(ApiSession session, ApiRequest request, RequestJob job, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        using var answer = await session.SendAsync(request, cancellationToken).ConfigureAwait(false);
        job.Answer = AnswerFacts.Of(answer, options.WantsHeaders);
        var converter = new AnswerConverter(options.Conversion);
        if (!options.AsResponse)
        {
            await converter.ConvertAsync(answer, job, cancellationToken).ConfigureAwait(false);
            return;
        }

        using var buffer = new BodyBuffer(answer.Body);
        await buffer.FillWholeAsync(cancellationToken).ConfigureAwait(false);
        var duration = Stopwatch.GetElapsedTime(started);
        object? content = converter.ConvertWhole(answer, buffer.Unread);
        job.WriteLast(OutputBatch.Of(new ApiAnswer(answer, duration, content, buffer.Unread.ToArray())));
    }

    private async Task SaveAsync(ApiSession session, ApiRequest request, string path, RequestJob job, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        var (answer, file) = await new FileDownload(session, path, options.Resume, request.Meter!).RunAsync(request, cancellationToken).ConfigureAwait(false);
        using (answer)
        {
            job.Answer = AnswerFacts.Of(answer, options.WantsHeaders);
            if (options.AsResponse)
            {
                job.WriteLast(OutputBatch.Of(new ApiAnswer(answer, Stopwatch.GetElapsedTime(started), new FileInfo(file), [])));
            }
        }
    }
}
