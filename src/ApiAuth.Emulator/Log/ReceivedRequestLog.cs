namespace ApiAuth.Emulator.Log;

/// <summary>
/// Every request that came, in order of arrival. A request is there before its answer is, so whoever has an answer
/// finds the request that it belongs to.
/// </summary>
public sealed class ReceivedRequestLog
{
    private readonly Lock _gate = new();
    private readonly List<Exchange> _exchanges = [];
    private long _sequence;

    public IReadOnlyList<ReceivedRequest> Entries => Find(new LogFilter());

    public IReadOnlyList<ReceivedRequest> Find(LogFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        Exchange[] exchanges;
        lock (_gate)
        {
            exchanges = [.. _exchanges];
        }

        return [.. exchanges.Select(exchange => exchange.Snapshot()).Where(filter.Matches)];
    }

    public int Count(LogFilter filter) => Find(filter).Count;

    public void Clear()
    {
        lock (_gate)
        {
            _exchanges.Clear();
        }
    }

    internal Exchange Add(Func<long, ReceivedRequest> create)
    {
        lock (_gate)
        {
            Exchange exchange = new(create(++_sequence));
            _exchanges.Add(exchange);
            return exchange;
        }
    }
}
