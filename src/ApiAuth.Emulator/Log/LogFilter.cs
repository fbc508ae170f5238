using System.IO.Enumeration;

namespace ApiAuth.Emulator.Log;

/// <summary>Which requests a question to the log is about; a member left null does not restrict.</summary>
public sealed record LogFilter
{
    public string? Service { get; init; }

    /// <summary>May hold the wildcards * and ?.</summary>
    public string? Path { get; init; }

    public string? Operation { get; init; }

    public int? Status { get; init; }

    /// <summary>Only requests whose sequence is greater.</summary>
    public long? Since { get; init; }

    /// <summary>"main" or "other".</summary>
    public string? Origin { get; init; }

    public bool Matches(ReceivedRequest request) =>
        (Since is null || request.Sequence > Since)
        && (Status is null || request.Status == Status)
        && (Path is null || FileSystemName.MatchesSimpleExpression(Path, request.Path))
        && Same(Service, request.Service)
        && Same(Operation, request.Operation)
        && Same(Origin, request.Origin);

    private static bool Same(string? wanted, string? actual) =>
        wanted is null || string.Equals(wanted, actual, StringComparison.OrdinalIgnoreCase);
}
