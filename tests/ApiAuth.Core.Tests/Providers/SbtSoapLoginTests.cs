using System.Xml.Linq;
using ApiAuth.Core.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace ApiAuth.Core.Tests.Providers;

public sealed class SbtSoapLoginTests
{
    // Of the documentation ("Authenticate API Key"), less the empty header and the optional members.
    private const string DocumentedRequest =
        """
        <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ser="http://SBTService/ServiceContracts/" xmlns:dat="http://SBTAPIService/DataContract/"> <soapenv:Body> <ser:AuthenticateAPIKey> <ser:loginRequest> <dat:APIKey>API-Key</dat:APIKey> </ser:loginRequest> </ser:AuthenticateAPIKey> </soapenv:Body> </soapenv:Envelope>
        """;

    private const string DocumentedAnswer =
        """
        <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"> <s:Body> <AuthenticateAPIKeyResponse xmlns="http://SBTService/ServiceContracts/"> <AuthenticateAPIKeyResult z:Id="i1" xmlns:a="http://SBTAPIService/DataContract/" xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns:z="http://schemas.microsoft.com/2003/10/Serialization/"> <a:Result>true</a:Result> <a:ErrorCode>1400</a:ErrorCode> <a:Message>Successfully generated securitytoken</a:Message> <a:SecurityToken>Security token</a:SecurityToken> </AuthenticateAPIKeyResult> </AuthenticateAPIKeyResponse> </s:Body> </s:Envelope>
        """;

    [Fact]
    public async Task The_key_is_sent_and_the_token_read_as_documented()
    {
        var head = new List<string?>();
        XDocument? envelope = null;
        await using var server = await TestServer.StartAsync();
        server.OnRequest = async context =>
        {
            var request = context.Request;
            head.AddRange([request.Method, request.Path, request.QueryString.Value, request.ContentType, request.Headers["SOAPAction"]]);
            envelope = await XDocument.LoadAsync(request.Body, LoadOptions.None, context.RequestAborted);
            context.Response.ContentType = "text/xml; charset=utf-8";
            await context.Response.WriteAsync(DocumentedAnswer, context.RequestAborted);
        };

        using var session = await TestSession.ConnectedAsync(server.Address, TestSession.SolutionsByText(protocol: SbtProtocol.Soap, key: "API-Key"));

        Assert.Equal(
            ["POST", "/Sbt.App.SetUp/WSServices/LoginAPIService.svc", "", "text/xml; charset=utf-8", "\"http://SBTService/ServiceContracts/ILoginAPI/AuthenticateAPIKey\""],
            head);
        Assert.Equal(Members(XDocument.Parse(DocumentedRequest)), Members(envelope!));
        Assert.Equal("Security token", (await session.GetTokenAsync(TestContext.Current.CancellationToken)).Reveal());
    }

    // Each element with its namespace ApiAuth.Core.Tests.Providers;
    private static IEnumerable<string> Members(XDocument document) => document.Descendants()
        .Select(static element => $"{element.Ancestors().Count()} {element.Name} {(element.HasElements ? "" : element.Value)}");
}
