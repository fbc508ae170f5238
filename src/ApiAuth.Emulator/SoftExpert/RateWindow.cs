namespace ApiAuth.Emulator.SoftExpert;

/// <summary>Counts one user's requests of the last second.</summary>
internal sealed class RateWindow(TimeProvider time)
{
    private static readonly TimeSpan _length = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Queue<long> _entered = new();

    public bool TryEnter(int limit)
    {
        lock (_gate)
        {
            while (_entered.TryPeek(out long oldest) && time.GetElapsedTime(oldest) >= _length)
            {
                _entered.Dequeue();
            }

            if (_entered.Count >= limit)
            {
                return false;
            }

            _entered.Enqueue(time.GetTimestamp());
            return true;
        }
    }
}
