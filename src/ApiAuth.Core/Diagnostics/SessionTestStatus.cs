namespace ApiAuth;

/// <summary>How one layer of a connection fared.</summary>
public enum SessionTestStatus
{
    /// <summary>As it should be.</summary>
    Passed,

    /// <summary>It works, and needs attention.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Failed,

    /// <summary>Not tried: it does not apply, or a layer below it failed.</summary>
    Skipped,
}
