namespace ApiAuth.Providers.Elvis;

/// <summary>How to log in to Elvis, and as which client.</summary>
internal sealed record ElvisOptions
{
    /// <summary>Check-outs are tracked by it: only the client that made one can end it. Null: not tracked.</summary>
    public Guid? ClientId { get; init; }

    public ElvisLoginMethod LoginMethod { get; init; }
}
