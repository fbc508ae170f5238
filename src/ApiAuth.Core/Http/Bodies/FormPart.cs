namespace ApiAuth.Http.Bodies;

/// <summary>One member of a multipart form.</summary>
/// <param name="FileName">Null for a member that is no file.</param>
internal sealed record FormPart(string Name, RequestBody Body, string? FileName = null);
