using ApiAuth.Errors;

namespace ApiAuth.PowerShell.Requests;

/// <summary>The operation that a SOAP action names: what stands after its last <c>#</c> or <c>/</c>, in the namespace before it.</summary>
/// <param name="Action">As it is sent.</param>
/// <param name="Name">The local name of the operation's element.</param>
/// <param name="Namespace">Of the operation's element and its members; empty where the action names none.</param>
internal sealed record SoapOperation(string Action, string Name, string Namespace)
{
    /// <exception cref="ArgumentException">It names no operation.</exception>
    public static SoapOperation Parse(string action)
    {
        string text = action.Trim('"');
        int split = text.LastIndexOfAny(['#', '/']);
        string name = text[(split + 1)..];
        if (name.Length == 0 || name.Any(char.IsWhiteSpace))
        {
            throw InvalidInput.For("SoapAction", $"'{action}' does not end in the name of an operation.");
        }

        return new SoapOperation(text, name, NamespaceOf(text, split));
    }

    // urn:workflow#newWorkflow is of urn:workflow. WCF puts the contract between: http://host/Namespace/IContract/Operation.
    private static string NamespaceOf(string action, int split)
    {
        if (split <= 0)
        {
            return "";
        }

        string before = action[..split];
        if (action[split] == '#')
        {
            return before;
        }

        int contract = before.LastIndexOf('/');
        bool isContract = contract > 0 && contract + 2 < before.Length && before[contract + 1] == 'I' && char.IsUpper(before[contract + 2]);
        return isContract ? before[..(contract + 1)] : before + "/";
    }
}
