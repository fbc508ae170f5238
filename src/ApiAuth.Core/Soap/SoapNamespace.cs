namespace ApiAuth.Soap;

/// <summary>The namespaces of SOAP envelopes (W3C notes and recommendations of SOAP 1.1 and 1.2).</summary>
internal static class SoapNamespace
{
    public const string Soap11 = "http://schemas.xmlsoap.org/soap/envelope/";
    public const string Soap12 = "http://www.w3.org/2003/05/soap-envelope";

    public static string Of(SoapVersion version) => version == SoapVersion.Soap12 ? Soap12 : Soap11;

    public static bool IsEnvelope(string namespaceUri) => namespaceUri is Soap11 or Soap12;
}
