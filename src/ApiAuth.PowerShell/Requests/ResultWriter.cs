using System.Management.Automation;
using System.Runtime.ExceptionServices;
using ApiAuth.PowerShell.Conversion;
using ApiAuth.PowerShell.Errors;

namespace ApiAuth.PowerShell.Requests;

/// <summary>Writes what the requests of a queue bring: objects within the window, errors, totals, variables, and progress meanwhile. On the pipeline thread.</summary>
/// <param name="output">The cmdlet's.</param>
/// <param name="queue">Fetched from here and nowhere else.</param>
/// <param name="paging">Which objects are asked for.</param>
/// <param name="variables">Null where the user named none.</param>
/// <param name="stopping">Ends with the pipeline.</param>
internal sealed class ResultWriter(
    ICommandRuntime output, RequestQueue queue, PagingParameters paging, ResultVariables? variables, CancellationToken stopping)
{
    private readonly long _startedAt = Environment.TickCount64;
    private TransferProgress? _progress;
    private long _done;
    private bool _hasTotal;

    public OutputWindow Window { get; } = new(paging);

    /// <summary>Whether nothing more is written. The total may be asked for with no objects at all.</summary>
    public bool IsSatisfied => Window.IsFull && (!paging.IncludeTotalCount || _hasTotal);

    /// <summary>Writes what is there by now.</summary>
    public void WriteReady()
    {
        while (!IsSatisfied && WriteNext(TimeSpan.Zero))
        {
        }
    }

    /// <summary>Writes the next that one request brings, if that comes before progress is to be shown again.</summary>
    /// <exception cref="PipelineStoppedException">The pipeline was stopped.</exception>
    public void Await() => WriteNext(TransferProgress.Interval);

    /// <summary>Writes all that is under way. With enough, what is left is not awaited.</summary>
    /// <exception cref="PipelineStoppedException">The pipeline was stopped.</exception>
    public void WriteRest()
    {
        while (!IsSatisfied && !queue.IsEmpty)
        {
            Await();
        }
    }

    /// <summary>Takes all progress from the screen.</summary>
    public void EndProgress()
    {
        if (!stopping.IsCancellationRequested)
        {
            _progress?.Clear();
        }
    }

    private bool WriteNext(TimeSpan patience)
    {
        var fetched = queue.Fetch(patience);
        if (stopping.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }

        ShowProgress();
        if (fetched is not var (job, batch))
        {
            return false;
        }

        variables?.Set(job.Answer);
        if (batch is { } objects)
        {
            WriteTotal(job);
            Write(objects);
        }
        else
        {
            End(job);
        }

        return true;
    }

    private void ShowProgress()
    {
        if (_progress is not null || Environment.TickCount64 - _startedAt >= TransferProgress.QuietTime.TotalMilliseconds)
        {
            (_progress ??= new(output.WriteProgress)).Look(queue.Jobs, _done);
        }
    }

    private void Write(OutputBatch batch)
    {
        for (int index = 0; index < batch.Count; index++)
        {
            if (Window.Takes())
            {
                output.WriteObject(batch[index]);
            }
        }
    }

    private void WriteTotal(RequestJob job)
    {
        if (paging.IncludeTotalCount && !job.IsCounted)
        {
            job.IsCounted = true;
            _hasTotal = true;
            output.WriteObject(paging.NewTotalCount((ulong)(job.TotalCount ?? 0), job.TotalCount is null ? 0 : 1));
        }
    }

    private void End(RequestJob job)
    {
        _done++;
        _progress?.Remove(job);
        switch (job.Failure)
        {
            case null:
                // A list may come without any object.
                WriteTotal(job);
                break;
            case OutOfMemoryException failure:
                ExceptionDispatchInfo.Throw(failure);
                break;
            default:
                output.WriteError(ErrorRecords.From(job.Failure, job.Target));
                break;
        }
    }
}
