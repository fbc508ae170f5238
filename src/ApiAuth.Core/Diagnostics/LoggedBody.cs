namespace ApiAuth.Diagnostics;

/// <summary>The text of a body that a log keeps, redacted.</summary>
/// <param name="Text">All of it, or its beginning.</param>
/// <param name="MediaType">Null where it names none.</param>
/// <param name="IsWhole">Whether that is all of it.</param>
internal sealed record LoggedBody(string Text, string? MediaType, bool IsWhole);
