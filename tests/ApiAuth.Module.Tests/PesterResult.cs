using System.Text.Json;

namespace ApiAuth.Module.Tests;

/// <summary>What came of one Pester file.</summary>
internal sealed record PesterResult(int Passed, int Failed, int Skipped, IReadOnlyList<PesterFailure> Failures)
{
    public static PesterResult Read(string path) =>
        JsonSerializer.Deserialize<PesterResult>(File.ReadAllText(path), JsonSerializerOptions.Web)
        ?? throw new InvalidDataException($"'{path}' holds no result.");
}
