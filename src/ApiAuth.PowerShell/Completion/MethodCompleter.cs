using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace ApiAuth.PowerShell.Completion;

/// <summary>Completes HTTP methods.</summary>
public sealed class MethodCompleter : IArgumentCompleter
{
    private static readonly string[] Methods = ["Get", "Post", "Put", "Patch", "Delete", "Head", "Options"];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Methods.Where(method => CompletionWord.Matches(wordToComplete, method)).Select(static method => CompletionWord.Result(method, method));
}
