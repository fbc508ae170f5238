using ApiAuth.Http;
using ApiAuth.Http.Paging;
using ApiAuth.PowerShell.Conversion;

namespace ApiAuth.PowerShell.Requests;

/// <summary>
/// Fetches a list page by page and hands on its items. While the items of one page are fetched by the pipeline, the next page is, and no other.
/// </summary>
/// <param name="options">What becomes of the answers.</param>
/// <param name="scheme">Null: the service's own.</param>
internal sealed class PageRunner(OutputOptions options, PageScheme? scheme)
{
    /// <summary>Whether the service can be told to pass over items.</summary>
    public bool CanSkip(ApiSession session) => PageWalk.CanSkip(scheme ?? session.Paging);

    /// <param name="session">Sends.</param>
    /// <param name="request">For the list.</param>
    /// <param name="skip">Items to pass over; the service is told so.</param>
    /// <param name="most">Items after which no further page is fetched.</param>
    /// <param name="job">Takes the items; its capacity is one page.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(ApiSession session, ApiRequest request, long skip, ulong most, RequestJob job, CancellationToken cancellationToken)
    {
        var pages = scheme ?? session.Paging;
        var walk = new PageWalk(request, pages, skip);
        bool isSkipTold = skip > 0;
        long left = 0;
        ulong count = 0;
        for (var next = walk.First; next is not null;)
        {
            var content = await FetchAsync(session, next, pages, job, cancellationToken).ConfigureAwait(false);
            if (isSkipTold && !PageWalk.IsPage(pages, content.Facts))
            {
                // Whether that was understood can't be seen, so the list is asked for as it is, and its first items are passed over here.
                walk = new PageWalk(request, pages);
                next = walk.First;
                left = skip;
                isSkipTold = false;
                continue;
            }

            isSkipTold = false;
            job.TotalCount ??= content.Facts.Total;
            var after = content.IsList ? walk.After(content.Facts) : null;
            left -= content.PassOver(left);
            count += (ulong)content.Items.Count;
            next = count < most ? after : null;
            if (next is null)
            {
                job.WriteLast(OutputBatch.Of(content.Items));
                return;
            }

            await job.WriteAsync(OutputBatch.Of(content.Items), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<PageContent> FetchAsync(
        ApiSession session, ApiRequest request, PageScheme pages, RequestJob job, CancellationToken cancellationToken)
    {
        job.ExpectAnswer();
        using var answer = await session.SendAsync(request, cancellationToken).ConfigureAwait(false);
        job.Answer = AnswerFacts.Of(answer, options.WantsHeaders);
        using var buffer = new BodyBuffer(answer.Body);
        await buffer.FillWholeAsync(cancellationToken).ConfigureAwait(false);
        object? root = new AnswerConverter(options.Conversion).ConvertWhole(answer, buffer.Unread);
        return PageContent.Of(answer, root, pages);
    }
}
