namespace ApiAuth.Diagnostics;

/// <summary>The newest requests of a session.</summary>
internal sealed class RequestLog
{
    public const int Capacity = 1000;

    private readonly RequestLogEntry[] _entries = new RequestLogEntry[Capacity];
    private readonly Lock _gate = new();
    private long _count;

    /// <summary>All that were ever sent, logins included.</summary>
    public long Count => Volatile.Read(ref _count);

    public void Add(RequestLogEntry entry)
    {
        lock (_gate)
        {
            _entries[_count++ % Capacity] = entry;
        }
    }

    /// <summary>What is kept, oldest first.</summary>
    public IReadOnlyList<RequestLogEntry> Read()
    {
        lock (_gate)
        {
            return _count <= Capacity
                ? _entries[..(int)_count]
                : [.. _entries[(int)(_count % Capacity)..], .. _entries[..(int)(_count % Capacity)]];
        }
    }
}
