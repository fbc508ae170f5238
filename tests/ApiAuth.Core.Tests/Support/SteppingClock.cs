using Microsoft.Extensions.Time.Testing;

namespace ApiAuth.Core.Tests.Support;

/// <summary>A clock whose wall time jumps while its monotonic time does not, as when it is set, or when the machine slept.</summary>
internal sealed class SteppingClock : TimeProvider
{
    private readonly FakeTimeProvider _steady = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private TimeSpan _step;

    public override long TimestampFrequency => _steady.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone { get; } = TimeZoneInfo.CreateCustomTimeZone("Test", TimeSpan.FromHours(-9.5), "Test", "Test");

    public override DateTimeOffset GetUtcNow() => _steady.GetUtcNow() + _step;

    public override long GetTimestamp() => _steady.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _steady.CreateTimer(callback, state, dueTime, period);

    public void Advance(TimeSpan time) => _steady.Advance(time);

    public void StepWall(TimeSpan step) => _step += step;
}
