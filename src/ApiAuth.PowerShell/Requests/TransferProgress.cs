using System.Globalization;
using System.Management.Automation;

namespace ApiAuth.PowerShell.Requests;

/// <summary>Shows what is under way for longer than a second: bytes, rate and time left of files, and else how long it has been waited.</summary>
internal sealed class TransferProgress(Action<ProgressRecord> write)
{
    /// <summary>Between two looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private const int FirstId = 0x41504901;
    private const int MostRecords = 5;
    private static readonly TimeSpan QuietTime = TimeSpan.FromSeconds(1);

    private readonly Dictionary<RequestJob, Shown> _shown = [];
    private long _lookedAt;

    /// <summary>Updates what is shown, if it has not been a moment ago.</summary>
    public void Look(IEnumerable<RequestJob> jobs)
    {
        long now = Environment.TickCount64;
        if (now - _lookedAt < Interval.TotalMilliseconds)
        {
            return;
        }

        _lookedAt = now;
        foreach (var job in jobs)
        {
            if (now - job.StartedAt < QuietTime.TotalMilliseconds || job.IsEnded)
            {
                continue;
            }

            if (!_shown.TryGetValue(job, out var shown))
            {
                if (_shown.Count == MostRecords)
                {
                    break;
                }

                _shown.Add(job, shown = new Shown(FreeId()));
            }

            write(Record(job, shown, now));
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
