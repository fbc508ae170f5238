using System.Collections.Frozen;

namespace ApiAuth.Emulator.Faults;

/// <summary>Which code each kind of fault stands for.</summary>
internal static class FaultBehaviours
{
    private static readonly FrozenDictionary<string, Func<FaultContext, Task>> _behaviours =
        new Dictionary<string, Func<FaultContext, Task>>
        {
            [FaultKind.Delay] = TimingFaults.DelayAsync,
            [FaultKind.SlowBody] = TimingFaults.SlowBodyAsync,
            [FaultKind.SlowHeaders] = TimingFaults.SlowHeadersAsync,
            [FaultKind.ResetBeforeResponse] = ConnectionFaults.ResetBeforeResponseAsync,
            [FaultKind.ResetMidBody] = ConnectionFaults.ResetMidBodyAsync,
            [FaultKind.ShortContentLength] = ConnectionFaults.ShortContentLengthAsync,
            [FaultKind.TruncatedJson] = BodyFaults.TruncatedJsonAsync,
            [FaultKind.Html] = BodyFaults.HtmlAsync,
            [FaultKind.EmptyBody] = BodyFaults.EmptyBodyAsync,
            [FaultKind.HugeBody] = BodyFaults.HugeBodyAsync,
            [FaultKind.GzipBomb] = BodyFaults.GzipBombAsync,
            [FaultKind.Bom] = BodyFaults.BomAsync,
            [FaultKind.Latin1] = BodyFaults.Latin1Async,
            [FaultKind.RawBody] = BodyFaults.RawBodyAsync,
            [FaultKind.Status] = StatusFaults.StatusAsync,
            [FaultKind.ProxyAuthRequired] = StatusFaults.ProxyAuthRequiredAsync,
            [FaultKind.ExpectationFailed] = StatusFaults.ExpectationFailedAsync,
            [FaultKind.Redirect] = HeaderFaults.RedirectAsync,
            [FaultKind.RedirectLoop] = HeaderFaults.RedirectLoopAsync,
            [FaultKind.HugeHeaders] = HeaderFaults.HugeHeadersAsync,
            [FaultKind.SetCookie] = HeaderFaults.SetCookieAsync,
        }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Kinds => _behaviours.Keys.Order(StringComparer.Ordinal);

    public static bool Exists(string kind) => _behaviours.ContainsKey(kind);

    public static Task RunAsync(FaultContext context) => _behaviours[context.Fault.Kind](context);
}
