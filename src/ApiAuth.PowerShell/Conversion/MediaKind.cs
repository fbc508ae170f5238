namespace ApiAuth.PowerShell.Conversion;

/// <summary>What the Content-Type of an answer promises.</summary>
internal enum MediaKind
{
    /// <summary>No Content-Type.</summary>
    Unknown,

    Json,

    Xml,

    Html,

    Text,

    Binary,
}
