using System.Globalization;
using System.Management.Automation;

namespace ApiAuth.PowerShell.Requests;

/// <summary>
/// Shows what is under way for longer than a second: bytes, rate and time left of files, and else how long it has been waited; of many inputs how many are done.
/// </summary>
internal sealed class TransferProgress(Action<ProgressRecord> write)
{
    /// <summary>Between two looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>How long nothing is shown.</summary>
    public static readonly TimeSpan QuietTime = TimeSpan.FromSeconds(1);

    private const string Activity = "Invoke-AuthenticatedRequest";
    private const int WholeId = 0x41504901;
    private const int FirstId = WholeId + 1;
    private const int MostRecords = 5;

    private readonly Dictionary<RequestJob, Shown> _shown = [];
    private long _lookedAt;
    private bool _isWholeShown;

    /// <summary>Updates what is shown, if it has not been a moment ago.</summary>
    /// <param name="jobs">What is under way, or has ended and waits for its turn.</param>
    /// <param name="done">How many ended before them.</param>
    public void Look(IEnumerable<RequestJob> jobs, long done)
    {
        long now = Environment.TickCount64;
        if (now - _lookedAt < Interval.TotalMilliseconds)
        {
            return;
        }

        _lookedAt = now;
        int underWay = 0;
        foreach (var job in jobs)
        {
            if (job.IsEnded)
            {
                done++;
                Remove(job);
                continue;
            }

            underWay++;
            if (now - job.StartedAt < QuietTime.TotalMilliseconds)
            {
                continue;
            }

            if (!_shown.TryGetValue(job, out var shown))
            {
                if (_shown.Count == MostRecords)
                {
                    continue;
                }

                _shown.Add(job, shown = new Shown(FreeId()));
            }

            write(Record(job, shown, now));
        }

        if (done + underWay > 1)
        {
            _isWholeShown = true;
            write(new ProgressRecord(WholeId, Activity, string.Create(CultureInfo.CurrentCulture, $"{done} done, {underWay} under way")));
        }
    }

    /// <summary>Takes away what is shown of a request that has ended.</summary>
    public void Remove(RequestJob job)
    {
        if (_shown.Remove(job, out var shown))
        {
            write(new ProgressRecord(shown.Id, job.Label, "-") { RecordType = ProgressRecordType.Completed });
        }
    }

    /// <summary>Takes away all that is shown.</summary>
    public void Clear()
    {
        foreach (var job in _shown.Keys)
        {
            Remove(job);
        }

        if (_isWholeShown)
        {
            _isWholeShown = false;
            write(new ProgressRecord(WholeId, Activity, "-") { RecordType = ProgressRecordType.Completed });
        }
    }

    private static ProgressRecord Record(RequestJob job, Shown shown, long now)
    {
        var elapsed = TimeSpan.FromMilliseconds(now - job.StartedAt);
        var (done, total) = job.Meter is not { } meter ? (0, null)
            : meter.Received > 0 ? (meter.Received, meter.ReceivedTotal)
            : (meter.Sent, meter.SentTotal);
        if (done == 0)
        {
            return new ProgressRecord(shown.Id, job.Label, string.Create(CultureInfo.CurrentCulture, $"waiting for the answer ({elapsed.TotalSeconds:0} s)"));
        }

        double rate = shown.Rate(done, now);
        string status = total is > 0 ? $"{Size(done)} of {Size(total.Value)}, {Size(rate)}/s" : $"{Size(done)}, {Size(rate)}/s";
        var record = new ProgressRecord(shown.Id, job.Label, status);
        if (total is > 0)
        {
            record.PercentComplete = (int)Math.Clamp(done * 100 / total.Value, 0, 100);
            if (rate > 0)
            {
                record.SecondsRemaining = (int)Math.Min((total.Value - done) / rate, int.MaxValue);
            }
        }

        return record;
    }

    private static string Size(double bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.CurrentCulture, $"{bytes:0} B"),
        < 1024 * 1024 => string.Create(CultureInfo.CurrentCulture, $"{bytes / 1024:0.0} KiB"),
        < 1024 * 1024 * 1024 => string.Create(CultureInfo.CurrentCulture, $"{bytes / (1024 * 1024):0.0} MiB"),
        _ => string.Create(CultureInfo.CurrentCulture, $"{bytes / (1024 * 1024 * 1024):0.00} GiB"),
    };

    private int FreeId()
    {
        int id = FirstId;
        while (_shown.Values.Any(shown => shown.Id == id))
        {
            id++;
        }

        return id;
    }

    /// <summary>A record on the screen, and what its rate is reckoned from.</summary>
    private sealed class Shown(int id)
    {
        private long _bytes = -1;
        private long _at;
        private double _rate;

        public int Id => id;

        /// <summary>In bytes per second, smoothed over the last seconds.</summary>
        public double Rate(long bytes, long now)
        {
            if (_bytes >= 0 && now > _at)
            {
                double current = Math.Max(0, bytes - _bytes) * 1000.0 / (now - _at);
                _rate = _rate == 0 ? current : (_rate * 0.8) + (current * 0.2);
            }

            (_bytes, _at) = (bytes, now);
            return _rate;
        }
    }
}
