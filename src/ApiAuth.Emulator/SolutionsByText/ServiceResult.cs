namespace ApiAuth.Emulator.SolutionsByText;

/// <summary>An answer's members, the same over SOAP and REST: Result, ErrorCode, Message, then what is the operation's own.</summary>
internal sealed record ServiceResult(bool Result, int ErrorCode, string Message)
{
    public IReadOnlyList<KeyValuePair<string, string?>> Members { get; init; } = [];

    public static ServiceResult Failure(int code, string message) => new(false, code, message);

    public ServiceResult With(string name, string? value) => this with { Members = [.. Members, new(name, value)] };
}
