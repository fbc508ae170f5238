using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using ApiAuth.PowerShell.Commands;
using ApiAuth.PowerShell.Sessions;

namespace ApiAuth.PowerShell.Completion;

/// <summary>Completes the names of sessions.</summary>
public sealed class SessionNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        ModuleState.Registry.Sessions
            .Where(session => CompletionWord.Matches(wordToComplete, session.Name))
            .Select(session => CompletionWord.Result(
                // Names are patterns there.
                parameterName == nameof(GetApiSessionCommand.Name) ? WildcardPattern.Escape(session.Name) : session.Name,
                $"{session.Provider}, {session.Server}, {session.State}"));
}
