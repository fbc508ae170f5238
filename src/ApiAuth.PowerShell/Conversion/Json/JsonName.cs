namespace ApiAuth.PowerShell.Conversion.Json;

/// <summary>The name of a member, made a string once for all the objects that have it.</summary>
internal sealed class JsonName(string text, byte[]? utf8)
{
    public string Text => text;

    /// <summary>As it was written; null for a name that is not kept.</summary>
    public byte[]? Utf8 => utf8;

    /// <summary>The same for names that differ only by case.</summary>
    public int FoldedHash { get; } = text.GetHashCode(StringComparison.OrdinalIgnoreCase);
}
