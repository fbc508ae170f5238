using System.Xml.Linq;
using ApiAuth.Emulator.Soap;

namespace ApiAuth.Emulator.SolutionsByText;

internal sealed class SoapParameters(SoapRequest request) : IParameters
{
    public string? Text(string name) => request.Text(name);

    public int Count(string list)
    {
        XElement? element = request.Operation.Descendants().FirstOrDefault(descendant => descendant.Name.LocalName == list);
        return element?.Elements().Count() ?? 0;
    }
}
