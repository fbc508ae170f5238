namespace ApiAuth.Tokens;

/// <summary>
/// A time in which nothing is done. It is over when either clock says so: the wall clock may be set back meanwhile,
/// and the monotonic one stands still while the machine sleeps.
/// </summary>
internal readonly struct Pause
{
    private readonly TimeProvider? _clock;
    private readonly DateTimeOffset _endsAt;
    private readonly long _started;
    private readonly TimeSpan _length;

    public Pause(TimeProvider clock, TimeSpan length)
    {
        _clock = clock;
        _endsAt = clock.GetUtcNow() + length;
        _started = clock.GetTimestamp();
        _length = length;
    }

    /// <summary>True for one that never began.</summary>
    public bool IsOver => _clock is null || _clock.GetUtcNow() >= _endsAt || _clock.GetElapsedTime(_started) >= _length;
}
