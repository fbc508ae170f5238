using System.Buffers;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace ApiAuth.PowerShell.Completion;

/// <summary>Words as they are typed, with or without quotes.</summary>
internal static class CompletionWord
{
    private static readonly SearchValues<char> Special = SearchValues.Create(" '\"`,;(){}[]|&<>@#$");

    public static bool Matches(string typed, string word) =>
        word.StartsWith(typed.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase);

    public static CompletionResult Result(string word, string toolTip) => new(Quote(word), word, CompletionResultType.ParameterValue, toolTip);

    private static string Quote(string word) =>
        !word.AsSpan().ContainsAny(Special) ? word : $"'{CodeGeneration.EscapeSingleQuotedStringContent(word)}'";
}
