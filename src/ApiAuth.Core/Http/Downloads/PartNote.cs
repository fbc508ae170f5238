namespace ApiAuth.Http.Downloads;

/// <summary>Which version of which file a part belongs to.</summary>
/// <param name="Address">Without its query, which may hold what is secret.</param>
/// <param name="Validator">Its ETag, or else its Last-Modified, as an If-Range header takes it (RFC 9110, section 13.1.5).</param>
internal sealed record PartNote(string Address, string Validator);
