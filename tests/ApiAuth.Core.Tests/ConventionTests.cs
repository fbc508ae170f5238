using System.Text.RegularExpressions;

namespace ApiAuth.Core.Tests;

/// <summary>What no source file of the module holds.</summary>
public sealed class ConventionTests
{
    private static readonly string Sources = Path.Combine(Checkout(), "src");

    [Theory]
    // Takes a value with CR and LF, which is then a second header on the wire.
    [InlineData("*", "TryAddWithoutValidation")]
    // Expands entities, unless it is given a reader that prohibits document types.
    [InlineData("*", @"\.LoadXml\(|X(?:Document|Element)\.(?:Load|Parse)|\.Load\((?!reader\))")]
    // Blocks a thread of the pool; ApiCmdlet waits for all cmdlets.
    [InlineData("*", @"(?:[tT]ask|Async\([^;]*\))\.Result\b|\.Wait\(\)")]
    [InlineData("ApiAuth.Core", @"GetAwaiter\(\)\.GetResult\(\)")]
    // The clock is the session's.
    [InlineData("ApiAuth.Core", @"DateTime(?:Offset)?\.(?:Utc)?Now")]
    [InlineData("ApiAuth.Core", @"System\.Management\.Automation|ApiAuth\.Emulator")]
    [InlineData("ApiAuth.PowerShell", @"\bHttp(?:Client|RequestMessage|ResponseMessage|Content)\b")]
    [InlineData("ApiAuth.Emulator", @"ApiAuth\.(?:Core|Http|Tokens|Sessions|Providers)\b")]
    public void No_source_holds(string project, string pattern)
    {
        var files = Directory.EnumerateDirectories(Sources)
            .Where(folder => project == "*" ? Path.GetFileName(folder) != "ApiAuth.Emulator" : Path.GetFileName(folder) == project)
            .SelectMany(static folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Where(static file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .ToArray();

        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, file => Regex.IsMatch(WithoutComments(File.ReadAllText(file)), pattern));
    }

    private static string WithoutComments(string source) => Regex.Replace(source, @"^\s*//.*$", "", RegexOptions.Multiline);

    private static string Checkout()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "ApiAuth.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new DirectoryNotFoundException("The tests do not lie below the checkout.");
    }
}
