using ApiAuth.Http;

namespace ApiAuth.Diagnostics;

/// <summary>The newest requests of a session.</summary>
internal sealed class RequestLog(Redactor redactor, TimeProvider clock)
{
    public const int Capacity = 1000;

    /// <summary>Of the bodies that were sent, in bytes; of those that came each entry keeps a beginning.</summary>
    public const int MostBodies = 4 << 20;

    // As large as it has to be: most sessions send a few requests.
    private readonly List<RequestLogEntry> _entries = [];
    private readonly Queue<(RequestLogEntry Entry, int Size)> _withBody = [];
    private readonly Lock _gate = new();
    private readonly Lock _showing = new();
    private long _count;
    private long _bodies;
    private bool _isSealed;

    public TimeProvider Clock => clock;

    public Redactor Redactor => redactor;

    /// <summary>Notes that a request is on its way.</summary>
    public RequestLogEntry Begin(ApiRequestMessage message)
    {
        var startedAt = clock.GetUtcNow();
        long started = clock.GetTimestamp();
        lock (_gate)
        {
            var entry = new RequestLogEntry(this, _count + 1, message, startedAt, started);
            if (!_isSealed)
            {
                Add(entry);
                _count++;
            }

            return entry;
        }
    }

    /// <summary>What is kept, oldest first.</summary>
    public IReadOnlyList<RequestLogEntry> Read()
    {
        lock (_gate)
        {
            int oldest = _count > _entries.Count ? (int)(_count % Capacity) : 0;
            return [.. _entries[oldest..], .. _entries[..oldest]];
        }
    }

    /// <summary>What is kept, as it is shown.</summary>
    public IReadOnlyList<LoggedExchange> Describe(string sessionName, RequestLogFilter filter)
    {
        lock (_showing)
        {
            var shown = redactor.With([]);
            var described = Read()
                .Where(entry => filter.Since is not { } since || entry.StartedAt >= since)
                .Select(entry => entry.Describe(sessionName, shown))
                .Where(exchange => filter.Includes(exchange.Record))
                .ToList();
            return filter.Last is { } last && last < described.Count ? described[^last..] : described;
        }
    }

    /// <summary>Ends it: what is kept can be read, and nothing is added.</summary>
    public void Seal(string sessionName)
    {
        lock (_gate)
        {
            if (_isSealed)
            {
                return;
            }

            _isSealed = true;
        }

        lock (_showing)
        {
            var shown = redactor.With([]);
            foreach (var entry in Read())
            {
                entry.Seal(sessionName, shown);
            }
        }
    }

    private void Add(RequestLogEntry entry)
    {
        if (_entries.Count < Capacity)
        {
            _entries.Add(entry);
        }
        else
        {
            int place = (int)(_count % Capacity);
            if (_withBody.TryPeek(out var oldest) && oldest.Entry == _entries[place])
            {
                DropOldestBody();
            }

            _entries[place] = entry;
        }

        int size = entry.BodySize;
        if (size > 0)
        {
            _withBody.Enqueue((entry, size));
            _bodies += size;
        }

        while (_bodies > MostBodies)
        {
            DropOldestBody();
        }
    }

    private void DropOldestBody()
    {
        var (oldest, size) = _withBody.Dequeue();
        _bodies -= size;
        oldest.DropBodies();
    }
}
