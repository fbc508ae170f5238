using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using ApiAuth.PowerShell.Sessions;

namespace ApiAuth.PowerShell.Completion;

/// <summary>Completes the services that there are sessions of.</summary>
public sealed class ProviderCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        ModuleState.Registry.Sessions
            .Select(static session => session.Provider)
            .Distinct()
            .Order()
            .Where(provider => CompletionWord.Matches(wordToComplete, provider))
            .Select(static provider => CompletionWord.Result(provider, provider));
}
