namespace ApiAuth.Core.Tests.Support;

/// <summary>Waits for what other threads do, without a length of time that a test would depend on.</summary>
internal static class Eventually
{
    public static async Task TrueAsync(Func<bool> condition)
    {
        while (!condition())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
