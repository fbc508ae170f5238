using ApiAuth.PowerShell.Conversion;

namespace ApiAuth.PowerShell.Requests;

/// <summary>What a request has brought.</summary>
/// <param name="Job">Which one.</param>
/// <param name="Batch">Null: it has ended.</param>
internal readonly record struct Fetched(RequestJob Job, OutputBatch? Batch);
