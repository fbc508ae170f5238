namespace ApiAuth.Diagnostics.Files;

/// <summary>What a log amounts to.</summary>
internal sealed class LogStatistics
{
    private readonly TimeSpan[] _durations;

    public LogStatistics(IReadOnlyList<LoggedExchange> exchanges)
    {
        var records = exchanges.Select(static exchange => exchange.Record).ToArray();
        Count = records.Length;
        Failed = records.Count(static record => record.Failed);
        Logins = records.Count(static record => record.IsLogin);
        Repeated = records.Count(static record => record.Attempts.Count > 1);
        BytesReceived = records.Sum(static record => record.BytesReceived);
        From = records.Length == 0 ? default : records.Min(static record => record.StartedAt);
        Until = records.Length == 0 ? default : records.Max(static record => record.StartedAt + record.Duration);
        _durations = [.. records.Select(static record => record.Duration).Order()];
    }

    public int Count { get; }

    public int Failed { get; }

    public int Logins { get; }

    /// <summary>Requests that were sent more than once.</summary>
    public int Repeated { get; }

    public long BytesReceived { get; }

    public DateTimeOffset From { get; }

    public DateTimeOffset Until { get; }

    public TimeSpan Longest => Quantile(1);

    /// <param name="part">From 0 to 1.</param>
    public TimeSpan Quantile(double part) =>
        _durations.Length == 0 ? TimeSpan.Zero : _durations[Math.Max(0, (int)Math.Ceiling(part * _durations.Length) - 1)];
}
