using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace ApiAuth.Core.Tests.Support;

/// <summary>
/// A clock whose wall time jumps while its monotonic time does not, as when it is set, or when the machine slept; and which
/// tells of every timer that is set on it.
/// </summary>
internal sealed class SteppingClock : TimeProvider
{
    private readonly FakeTimeProvider _steady = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();
    private TimeSpan _step;

    public override long TimestampFrequency => _steady.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone { get; } = TimeZoneInfo.CreateCustomTimeZone("Test", TimeSpan.FromHours(-9.5), "Test", "Test");

    public override DateTimeOffset GetUtcNow() => _steady.GetUtcNow() + _step;

    public override long GetTimestamp() => _steady.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = _steady.CreateTimer(callback, state, dueTime, period);
        _timers.Writer.TryWrite(dueTime);
        return timer;
    }

    public void Advance(TimeSpan time) => _steady.Advance(time);

    public void StepWall(TimeSpan step) => _step += step;

    /// <summary>Those set until now are not waited for.</summary>
    public void ForgetTimers()
    {
        while (_timers.Reader.TryRead(out _))
        {
        }
    }

    /// <summary>Returns when a timer is set that is due after such a time, passing over others; gives that time.</summary>
    public async Task<TimeSpan> TimerAsync(TimeSpan least, TimeSpan most)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Eventually.Limit);
        try
        {
            while (true)
            {
                var due = await _timers.Reader.ReadAsync(limit.Token);
                if (due >= least && due <= most)
                {
                    return due;
                }
            }
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"No timer was set that is due after {least} to {most}.");
        }
    }

    public Task TimerAsync(TimeSpan due) => TimerAsync(due, due);
}
