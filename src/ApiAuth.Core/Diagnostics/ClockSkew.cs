using System.Globalization;

namespace ApiAuth.Diagnostics;

/// <summary>What the clock of a service is ahead of this machine's; less than zero where it is behind.</summary>
internal readonly record struct ClockSkew(TimeSpan Time)
{
    // A Date header counts whole seconds, and an answer takes its time.
    private static readonly TimeSpan LongestHarmless = TimeSpan.FromMinutes(1);

    public bool IsHarmless => Time.Duration() <= LongestHarmless;

    /// <summary>Such as <c>0.00:05:00 ahead of this machine's</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Time.Duration():d\\.hh\\:mm\\:ss} {(Time < TimeSpan.Zero ? "behind" : "ahead of")} this machine's");
}
