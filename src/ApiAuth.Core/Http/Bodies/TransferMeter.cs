namespace ApiAuth.Http.Bodies;

/// <summary>Counts what goes up and comes down in one request, for whoever watches from another thread.</summary>
internal sealed class TransferMeter
{
    private long _sent;
    private long _received;
    private Action? _moved;

    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>In bytes; null where it is not known.</summary>
    public long? SentTotal { get; private set; }

    public long Received => Interlocked.Read(ref _received);

    /// <summary>In bytes; null where it is not known.</summary>
    public long? ReceivedTotal { get; private set; }

    /// <summary>Calls this for each portion that moves.</summary>
    public void WhenMoved(Action moved) => _moved = moved;

    /// <summary>A body is sent from its beginning, again perhaps.</summary>
    public void BeginSending()
    {
        Interlocked.Exchange(ref _sent, 0);
        SentTotal = 0;
    }

    /// <summary>A further part of the body has this length, or none that is known.</summary>
    public void ExpectSending(long? length) => SentTotal += length;

    public void BeginReceiving(long already, long? total)
    {
        Interlocked.Exchange(ref _received, already);
        ReceivedTotal = total;
    }

    public void AddSent(long count) => Add(ref _sent, count);

    public void AddReceived(long count) => Add(ref _received, count);

    private void Add(ref long counter, long count)
    {
        Interlocked.Add(ref counter, count);
        _moved?.Invoke();
    }
}
