using System.Xml.Linq;

namespace ApiAuth.Emulator.SolutionsByText;

/// <param name="members">The elements that may be parameters, of which the local name counts.</param>
internal sealed class SoapParameters(IEnumerable<XElement> members) : IParameters
{
    public string? Text(string name) => Find(name)?.Value;

    public int Count(string list) => Find(list)?.Elements().Count() ?? 0;

    private XElement? Find(string name) => members.FirstOrDefault(member => member.Name.LocalName == name);
}
