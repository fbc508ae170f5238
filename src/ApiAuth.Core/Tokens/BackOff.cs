namespace ApiAuth.Tokens;

/// <summary>How long to leave a failing login alone: 1 s, doubled with each failure, at most 5 minutes, less up to a fifth of it.</summary>
internal static class BackOff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private const int DoublingsToLongest = 9;

    /// <param name="failures">In a row, from 1.</param>
    /// <param name="jitter">From 0 to 1.</param>
    public static TimeSpan After(int failures, double jitter)
    {
        int doublings = Math.Clamp(failures - 1, 0, DoublingsToLongest);
        var delay = First * (1 << doublings);
        var capped = delay < Longest ? delay : Longest;
        return capped * (1 - (jitter / 5));
    }
}
