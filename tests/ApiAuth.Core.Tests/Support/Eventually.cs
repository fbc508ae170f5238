using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace ApiAuth.Core.Tests.Support;

/// <summary>Waits for what other threads do, without a length of time that a test would depend on.</summary>
internal static class Eventually
{
    /// <summary>After this a test fails, by name, that would wait for ever.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static async Task TrueAsync(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string name = "")
    {
        var started = Stopwatch.StartNew();
        while (!condition())
        {
            if (started.Elapsed > Limit)
            {
                throw new TimeoutException($"Not so after {Limit}: {name}");
            }

            // A core kept busy would slow down whoever is waited for.
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }
}
