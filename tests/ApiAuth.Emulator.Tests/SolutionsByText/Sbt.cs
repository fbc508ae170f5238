namespace ApiAuth.Emulator.Tests.SolutionsByText;

internal static class Sbt
{
    public const string SoapLogin = "/Sbt.App.SetUp/WSServices/LoginAPIService.svc";
    public const string Soap = "/SBT.App.SetUp/WSServices";
    public const string Rest = "/SBT.App.SetUp/RSServices";

    /// <summary>The request of the documentation, word for word but for the key.</summary>
    public static string LoginEnvelope(string key) =>
        $"""
        <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ser="http://SBTService/ServiceContracts/" xmlns:ser1="http://schemas.microsoft.com/2003/10/Serialization/" xmlns:dat="http://SBTAPIService/DataContract/"> <soapenv:Header/> <soapenv:Body> <ser:AuthenticateAPIKey> <ser:loginRequest> <!--Required:--> <dat:APIKey>{key}</dat:APIKey> <!--Optional:--> <dat:UserName>?</dat:UserName> <!--Optional:--> <dat:Password>?</dat:Password> </ser:loginRequest> </ser:AuthenticateAPIKey> </soapenv:Body> </soapenv:Envelope>
        """;

    public static string Envelope(string operation, string members) =>
        $"""
        <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>
        <{operation} xmlns="http://SBTService/ServiceContracts/">{members}</{operation}></s:Body></s:Envelope>
        """;
}
