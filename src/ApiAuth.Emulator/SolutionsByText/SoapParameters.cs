using System.Xml.Linq;
using ApiAuth.Emulator.Soap;

namespace ApiAuth.Emulator.SolutionsByText;

internal sealed class SoapParameters(SoapRequest request) : IParameters
{
    private static readonly XName[] _afterKey = [SoapNamespaces.Data + "UserName", SoapNamespaces.Data + "Password"];

    // Of the login alone the schema is known.
    public string? Text(string name) => name == Operations.ApiKey ? Key() : request.Text(name);

    public int Count(string list)
    {
        XElement? element = request.Operation.Descendants().FirstOrDefault(descendant => descendant.Name.LocalName == list);
        return element?.Elements().Count() ?? 0;
    }

    /// <summary>As a data contract is read: a member in another place, another namespace or after its successors is absent.</summary>
    private string? Key() => request.Operation.Element(SoapNamespaces.Contract + "loginRequest")?.Elements()
        .TakeWhile(member => !_afterKey.Contains(member.Name))
        .FirstOrDefault(member => member.Name == SoapNamespaces.Data + Operations.ApiKey)?.Value;
}
