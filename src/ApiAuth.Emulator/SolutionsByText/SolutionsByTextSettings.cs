using ApiAuth.Emulator.Hosting;

namespace ApiAuth.Emulator.SolutionsByText;

public sealed record SolutionsByTextSettings
{
    /// <summary>By key, in place of what the account says.</summary>
    public IReadOnlyDictionary<string, TokenExpiration> Expirations { get; init; } = new Dictionary<string, TokenExpiration>();

    /// <summary>The code of a token that was good once. The documentation says "an error code" only.</summary>
    public int ExpiredCode { get; init; } = ResultCode.InvalidToken;

    /// <summary>How many sends a key may have in the air at once.</summary>
    public int ParallelSendLimit { get; init; } = 10;

    /// <summary>How long one send takes, so that sends can overlap.</summary>
    public int SendMilliseconds { get; init => field = Setting.NotNegative(value); }

    /// <summary>The code of a send beyond the limits, which is not documented.</summary>
    public int LimitCode { get; init; } = 1003;
}
