namespace ApiAuth.PowerShell.Conversion.Json;

/// <summary>What becomes of a JSON string that is a date and time; the names are those of ConvertFrom-Json.</summary>
public enum JsonDateKind
{
    /// <summary>A DateTime: of kind Utc for a Z, Local for an offset, Unspecified where the text has neither.</summary>
    Default,

    /// <summary>A DateTime in local time.</summary>
    Local,

    /// <summary>A DateTime in universal time; a text without an offset is taken to be in it.</summary>
    Utc,

    /// <summary>A DateTimeOffset; a text without an offset is taken to be in local time.</summary>
    Offset,

    /// <summary>The string as it is.</summary>
#pragma warning disable CA1720 // It is the name that users know.
    String,
#pragma warning restore CA1720
}
