using System.Xml.Linq;

namespace ApiAuth.Emulator.SolutionsByText;

/// <summary>Of the documentation's SOAP example.</summary>
internal static class SoapNamespaces
{
    public static readonly XNamespace Contract = "http://SBTService/ServiceContracts/";
    public static readonly XNamespace Data = "http://SBTAPIService/DataContract/";
}
