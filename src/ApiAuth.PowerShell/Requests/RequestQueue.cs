namespace ApiAuth.PowerShell.Requests;

/// <summary>
/// The requests of one pipeline: so many are under way at a time, and what they bring is fetched in the order of the inputs or as it comes.
/// One thread starts and fetches; the work runs elsewhere.
/// </summary>
internal sealed class RequestQueue : IDisposable
{
    /// <summary>How long work that was told to stop has for tidying up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(800);

    private readonly CancellationTokenSource _stopping = new();
    private readonly LinkedList<RequestJob> _jobs = [];
    private readonly Queue<RequestJob>? _ready;
    private int _running;
    private bool _isDisposed;

    /// <param name="inOrder">False: what comes first goes first.</param>
    public RequestQueue(bool inOrder) => _ready = inOrder ? null : new();

    public object Gate { get; } = new();

    /// <summary>Started and not fetched to the end; read by the thread that starts.</summary>
    public IEnumerable<RequestJob> Jobs => _jobs;

    public bool IsEmpty => _jobs.Count == 0;

    /// <param name="throttle">
    /// How many may run at a time. Twice as many may wait to be fetched, so that one slow request holds up the others late; but where they run
    /// one by one, what the last one brought is fetched first: an error of it may end the pipeline.
    /// </param>
    public bool HasRoom(int throttle)
    {
        lock (Gate)
        {
            return throttle == 1 ? _jobs.Count == 0 : _running < throttle && _jobs.Count < 2 * throttle;
        }
    }

    public void Start(RequestJob job, Func<RequestJob, CancellationToken, Task> work)
    {
        lock (Gate)
        {
            _running++;
            _jobs.AddLast(job);
        }

        // To open and to measure what is sent may take its time; all else is begun here, where it is cheapest.
        _ = job.Meter is null ? RunAsync(job, work) : Task.Run(() => RunAsync(job, work));
    }

    /// <summary>Waits until there is something to fetch, for as long as <paramref name="patience"/> at the most.</summary>
    /// <returns>What there is; null where the time has passed, all has been fetched, or the pipeline was stopped.</returns>
    public Fetched? Fetch(TimeSpan patience)
    {
        lock (Gate)
        {
            while (true)
            {
                if (_jobs.Count == 0 || _stopping.IsCancellationRequested)
                {
                    return null;
                }

                if (TryFetch() is { } fetched)
                {
                    return fetched;
                }

                if (patience == TimeSpan.Zero || !Monitor.Wait(Gate, patience))
                {
                    return null;
                }
            }
        }
    }

    /// <summary>Called with <see cref="Gate"/> held.</summary>
    public void NoteOutput(RequestJob job)
    {
        _ready?.Enqueue(job);
        Monitor.PulseAll(Gate);
    }

    /// <summary>The same, where the end follows at once: to wake the other thread twice costs more than many a request.</summary>
    public void NoteLastOutput(RequestJob job) => _ready?.Enqueue(job);

    /// <summary>Ends all that is under way. From any thread.</summary>
    public void Stop()
    {
        try
        {
            _stopping.Cancel();
        }
        catch (ObjectDisposedException)
        {
            return;
        }

        lock (Gate)
        {
            Monitor.PulseAll(Gate);
        }
    }

    /// <summary>Ends all that is under way, and waits a moment until it has tidied up.</summary>
    public void Dispose()
    {
        lock (Gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            if (_running == 0)
            {
                _stopping.Dispose();
                return;
            }
        }

        Stop();
        long until = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        lock (Gate)
        {
            while (_running > 0 && until - Environment.TickCount64 is > 0 and var left)
            {
                Monitor.Wait(Gate, TimeSpan.FromMilliseconds(left));
            }
        }
    }

    private Fetched? TryFetch()
    {
        if (_ready is not null)
        {
            return _ready.TryDequeue(out var ready) ? Fetch(ready) : null;
        }

        var first = _jobs.First!.Value;
        return first.HasOutput || first.IsEnded ? Fetch(first) : null;
    }

    // In the order of arrival a job that has ended stands in the queue once for each of its batches, and once for its end.
    private Fetched Fetch(RequestJob job)
    {
        if (job.HasOutput)
        {
            return new Fetched(job, job.Take());
        }

        _jobs.Remove(job);
        return new Fetched(job, null);
    }

    private async Task RunAsync(RequestJob job, Func<RequestJob, CancellationToken, Task> work)
    {
        Exception? failure = null;
        try
        {
            await work(job, _stopping.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        lock (Gate)
        {
            _running--;
            job.End(failure);
            NoteOutput(job);
        }
    }
}
