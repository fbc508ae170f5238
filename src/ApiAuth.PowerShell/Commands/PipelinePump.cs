using System.Collections.Concurrent;
using System.Diagnostics;

namespace ApiAuth.PowerShell.Commands;

/// <summary>
/// Lets the pipeline thread wait for work that runs elsewhere, and run meanwhile what that work asks it to: only this thread may write.
/// </summary>
internal sealed class PipelinePump : IDisposable
{
    /// <summary>How long work that was told to stop has for tidying up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(600);

    private static readonly TimeSpan TickInterval = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentQueue<Action> _actions = new();
    private readonly ManualResetEventSlim _signal = new();

    /// <summary>Has the pipeline thread run something, in the order of the calls. From any thread.</summary>
    public void Post(Action action)
    {
        _actions.Enqueue(action);
        _signal.Set();
    }

    /// <summary>Returns when the work has ended and all that it posted has run.</summary>
    /// <param name="work">Not looked at further: its result or failure is the caller's.</param>
    /// <param name="tick">Called now and then with the time waited so far.</param>
    /// <param name="stopping">Was given to the work too.</param>
    /// <returns>False where the work was told to stop and has not done so in time.</returns>
    public bool Wait(Task work, Action<TimeSpan> tick, CancellationToken stopping)
    {
        work.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(_signal.Set);
        using var registration = stopping.UnsafeRegister(static signal => ((ManualResetEventSlim)signal!).Set(), _signal);
        long started = Stopwatch.GetTimestamp();
        long stopped = 0;
        while (true)
        {
            _signal.Reset();
            while (!stopping.IsCancellationRequested && _actions.TryDequeue(out var action))
            {
                action();
            }

            if (work.IsCompleted && (_actions.IsEmpty || stopping.IsCancellationRequested))
            {
                return true;
            }

            if (!stopping.IsCancellationRequested)
            {
                if (!_signal.Wait(TickInterval, CancellationToken.None))
                {
                    tick(Stopwatch.GetElapsedTime(started));
                }
            }
            else
            {
                stopped = stopped == 0 ? Stopwatch.GetTimestamp() : stopped;
                var left = Patience - Stopwatch.GetElapsedTime(stopped);
                if (left <= TimeSpan.Zero)
                {
                    return false;
                }

                _signal.Wait(left, CancellationToken.None);
            }
        }
    }

    public void Dispose() => _signal.Dispose();
}
