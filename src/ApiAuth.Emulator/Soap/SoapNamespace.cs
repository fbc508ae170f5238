using System.Xml.Linq;

namespace ApiAuth.Emulator.Soap;

internal static class SoapNamespace
{
    public static readonly XNamespace Soap11 = "http://schemas.xmlsoap.org/soap/envelope/";
    public static readonly XNamespace Soap12 = "http://www.w3.org/2003/05/soap-envelope";
}
