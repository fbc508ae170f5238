using ApiAuth.Http.Bodies;
using ApiAuth.PowerShell.Conversion;

namespace ApiAuth.PowerShell.Requests;

/// <summary>One input on its way: what it has brought so far, and how it ended. Guarded by the queue that it is in.</summary>
internal sealed class RequestJob(RequestQueue queue, object? target, string label) : IOutput
{
    private OutputBatch _batch;
    private bool _hasBatch;
    private Queue<OutputBatch>? _more;
    private TaskCompletionSource? _room;
    private bool _isAnswered;

    /// <summary>What an error of it is about.</summary>
    public object? Target => target;

    /// <summary>How progress names it.</summary>
    public string Label => label;

    /// <summary>How many batches may wait before the maker of more is held back.</summary>
    public int Capacity { get; init; } = 4;

    /// <summary>Null where nothing is counted.</summary>
    public TransferMeter? Meter { get; init; }

    /// <summary>From <see cref="Environment.TickCount64"/>.</summary>
    public long StartedAt { get; } = Environment.TickCount64;

    public bool IsEnded { get; private set; }

    public Exception? Failure { get; private set; }

    /// <summary>The newest; null where no answer came.</summary>
    public AnswerFacts? Answer
    {
        get;
        set
        {
            field = value;
            _isAnswered = true;
        }
    }

    /// <summary>Of the items of a list, where the service tells it with its first page.</summary>
    public long? TotalCount { get; set; }

    /// <summary>Whether the total has been written.</summary>
    public bool IsCounted { get; set; }

    public bool HasOutput => _hasBatch;

    public ValueTask WriteAsync(OutputBatch batch, CancellationToken cancellationToken)
    {
        Task? room = null;
        lock (queue.Gate)
        {
            Add(batch);
            if (1 + (_more?.Count ?? 0) >= Capacity)
            {
                _room = new(TaskCreationOptions.RunContinuationsAsynchronously);
                room = _room.Task;
            }

            queue.NoteOutput(this);
        }

        return room is null ? ValueTask.CompletedTask : new(room.WaitAsync(cancellationToken));
    }

    public void WriteLast(OutputBatch batch)
    {
        lock (queue.Gate)
        {
            Add(batch);
            queue.NoteLastOutput(this);
        }
    }

    public OutputBatch Take()
    {
        var batch = _batch;
        _hasBatch = _more?.TryDequeue(out _batch) == true;
        if (!_hasBatch)
        {
            _batch = default;
        }

        _room?.TrySetResult();
        _room = null;
        return batch;
    }

    /// <summary>Another request begins; <see cref="Answer"/> is of the one before until it is answered.</summary>
    public void ExpectAnswer() => _isAnswered = false;

    public void End(Exception? failure)
    {
        Failure = failure;
        if (failure is ApiException known && !_isAnswered)
        {
            Answer = AnswerFacts.Of(known);
        }

        IsEnded = true;
    }

    private void Add(OutputBatch batch)
    {
        if (!_hasBatch)
        {
            _batch = batch;
            _hasBatch = true;
        }
        else
        {
            (_more ??= new()).Enqueue(batch);
        }
    }
}
