using System.Text.Json;

namespace ApiAuth.PowerShell.Conversion.Json;

/// <summary>The text is JSON, but no object can hold what it says; a hashtable can.</summary>
internal sealed class UnfitJsonException(string message) : JsonException(message);
