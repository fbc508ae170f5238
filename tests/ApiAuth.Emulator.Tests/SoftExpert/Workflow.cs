namespace ApiAuth.Emulator.Tests.SoftExpert;

internal static class Workflow
{
    public static string Envelope(string operation, string members = "") =>
        $"""
        <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:urn="urn:workflow"><soapenv:Header/>
        <soapenv:Body><urn:{operation}>{members}</urn:{operation}></soapenv:Body></soapenv:Envelope>
        """;
}
