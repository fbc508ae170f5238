namespace ApiAuth.Diagnostics.Files;

/// <summary>What a log is written as.</summary>
internal enum LogFileFormat
{
    /// <summary>HTTP Archive 1.2, which browsers' developer tools open.</summary>
    Har,

    /// <summary>One page that needs nothing else.</summary>
    Html,

    /// <summary>The same members as the objects have.</summary>
    Json,
}
