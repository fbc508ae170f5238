namespace ApiAuth.Http.Limits;

/// <summary>What a service publishes that it takes, so that requests are held back here instead of being refused there.</summary>
/// <param name="Requests">In one window; without a window, at once.</param>
/// <param name="Window">Null: the limit is on requests beside each other.</param>
/// <param name="AppliesTo">Which requests, by their address.</param>
internal sealed record RequestLimit(int Requests, TimeSpan? Window, Func<Uri, bool> AppliesTo);
