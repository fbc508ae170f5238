namespace ApiAuth;

/// <summary>The version of SOAP that a request is written in.</summary>
public enum SoapVersion
{
    /// <summary>SOAP 1.1: <c>text/xml</c> with a SOAPAction header.</summary>
    Soap11,

    /// <summary>SOAP 1.2: <c>application/soap+xml</c> with the action as its parameter.</summary>
    Soap12,
}
