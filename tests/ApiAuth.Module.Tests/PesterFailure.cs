namespace ApiAuth.Module.Tests;

/// <summary>A test, a block or a file that failed, with Pester's own words.</summary>
internal sealed record PesterFailure(string Name, string Message)
{
    public override string ToString() => $"{Name}\n{Message}";
}
