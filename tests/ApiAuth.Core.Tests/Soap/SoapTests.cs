using System.Net;
using System.Text;
using System.Xml;
using ApiAuth.Core.Tests.Support;
using ApiAuth.Http;
using ApiAuth.Providers.SoftExpert;
using ApiAuth.Soap;
using ApiAuth.Tokens;
using Microsoft.AspNetCore.Http;

namespace ApiAuth.Core.Tests.Soap;

public sealed class SoapTests
{
    private const string Start =
        """<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><AuthenticateAPIKeyResponse xmlns="http://SBTService/ServiceContracts/"><AuthenticateAPIKeyResult xmlns:d="http://SBTAPIService/DataContract/">""";

    private const string End = "</AuthenticateAPIKeyResult></AuthenticateAPIKeyResponse></s:Body></s:Envelope>";
    private const string Good = "<d:Result>true</d:Result><d:ErrorCode>1400</d:ErrorCode><d:Message/><d:SecurityToken>t0ken</d:SecurityToken>";

    [Theory]
    [Scenario(48)]
    [InlineData("<faultcode>s:Server</faultcode><faultstring>Broken</faultstring>", ResponseOutcome.Failed, "s:Server", "Broken")]
    [InlineData("<faultcode>wsse:FailedAuthentication</faultcode><faultstring>No</faultstring>", ResponseOutcome.Rejected, "wsse:FailedAuthentication", "No")]
    public void A_fault_of_SOAP_1_1_is_classified(string fault, object outcome, string code, string text)
    {
        var verdict = Fault($"<s:Envelope xmlns:s=\"{SoapNamespace.Soap11}\"><s:Body><s:Fault>{fault}</s:Fault></s:Body></s:Envelope>");

        Assert.Equal(new ResponseVerdict((ResponseOutcome)outcome, verdict.ErrorId, code, text), verdict);
    }

    [Theory]
    [Scenario(48)]
    [InlineData("s:Receiver", ResponseOutcome.Failed)]
    [InlineData("wsse:InvalidSecurityToken", ResponseOutcome.Rejected)]
    public void A_fault_of_SOAP_1_2_is_classified(string code, object outcome)
    {
        var verdict = Fault(
            $"<s:Envelope xmlns:s=\"{SoapNamespace.Soap12}\"><s:Body><s:Fault><s:Code><s:Value>{code}</s:Value></s:Code>"
            + "<s:Reason><s:Text xml:lang=\"en\">Why</s:Text></s:Reason></s:Fault></s:Body></s:Envelope>");

        Assert.Equal(outcome, verdict.Outcome);
        Assert.Equal("Why", verdict.Message);
        Assert.Equal(code, verdict.VendorCode);
    }

    [Theory]
    [Scenario(48)]
    [InlineData("<getWorkflowResponse><Attribute><Name>Kind</Name><Value>Fault in pump 3</Value></Attribute></getWorkflowResponse>")]
    [InlineData("<Reply><Fault><faultcode>7</faultcode><faultstring>Pump</faultstring></Fault></Reply>")]
    [InlineData("<Fault><faultcode>7</faultcode><faultstring>Pump</faultstring></Fault>")]
    public void An_answer_that_speaks_of_faults_is_none(string body) => Assert.Null(SoapPeek.Fault(Head(
        $"<s:Envelope xmlns:s=\"{SoapNamespace.Soap11}\"><s:Header><Fault>none</Fault></s:Header><s:Body>{body}</s:Body></s:Envelope>", HttpStatusCode.OK)));

    [Fact]
    [Scenario(48)]
    public void A_fault_is_told_by_its_own_members_alone_however_soon_it_is_cut_off()
    {
        var verdict = Fault(
            $"<s:Envelope xmlns:s=\"{SoapNamespace.Soap11}\"><s:Header><x/></s:Header><s:Body><s:Fault><faultcode>s:Client</faultcode>"
            + "<detail><Value>17</Value><Text>Other</Text></detail><faultstring>Why</faultstring><faultactor>ur");

        Assert.Equal(("s:Client", "Why"), (verdict.VendorCode, verdict.Message));
    }

    [Fact]
    [Scenario(48)]
    public void The_code_within_the_code_of_a_fault_tells_of_authentication_too()
    {
        var verdict = Fault(
            $"<s:Envelope xmlns:s=\"{SoapNamespace.Soap12}\"><s:Body><s:Fault><s:Code><s:Value>s:Sender</s:Value>"
            + "<s:Subcode><s:Value>wsse:FailedAuthentication</s:Value></s:Subcode></s:Code><s:Reason><s:Text>No</s:Text></s:Reason></s:Fault></s:Body></s:Envelope>");

        Assert.Equal(ResponseOutcome.Rejected, verdict.Outcome);
        Assert.Equal("wsse:FailedAuthentication", verdict.VendorCode);
    }

    [Fact]
    [Scenario(48)]
    public async Task A_fault_with_status_500_is_the_error_of_the_request()
    {
        await using var server = await TestServer.StartAsync();
        server.OnRequest = static context => XmlAsync(
            context, $"<s:Envelope xmlns:s=\"{SoapNamespace.Soap11}\"><s:Body><s:Fault><faultcode>s:Server</faultcode><faultstring>Broken</faultstring></s:Fault></s:Body></s:Envelope>", 500);
        using var session = await TestSession.ConnectedAsync(server.Address, new SoftExpertProvider(ApiCredential.FromKey("key")));

        var failure = await session.FailsAsync(new ApiRequest("se/ws/wf_ws.php") { Method = HttpMethod.Post });

        Assert.Equal(ApiErrorId.SoapFault, failure.ErrorId);
        Assert.Equal("s:Server", failure.VendorCode);
    }

    [Theory]
    [Scenario(49)]
    [InlineData("<html><body>Fault</body></html>", "text/html", 500, ApiErrorId.LoginFailed)]
    [InlineData("<html><body>Welcome</body></html>", "text/html", 200, ApiErrorId.InvalidResponse)]
    [InlineData("", "text/xml", 200, ApiErrorId.InvalidResponse)]
    [InlineData("--b\r\nContent-Type: application/xop+xml\r\n\r\n<x/>\r\n--b--", "multipart/related; boundary=b", 200, ApiErrorId.InvalidResponse)]
    [InlineData("not xml", "application/soap+xml", 200, ApiErrorId.InvalidResponse)]
    public async Task What_is_no_SOAP_answer_is_an_error_of_its_own(string body, string contentType, int status, string errorId) =>
        Assert.Equal(errorId, (await LoginFailsAsync(body, contentType, status)).ErrorId);

    [Theory]
    [Scenario(50)]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>", "&e;")]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>", "&b;")]
    [InlineData("<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\">", "t0ken")]
    public async Task A_document_type_is_never_read(string doctype, string token) => Assert.Equal(
        ApiErrorId.InvalidResponse,
        (await LoginFailsAsync(doctype + Start + Good.Replace("t0ken", token, StringComparison.Ordinal) + End, "text/xml")).ErrorId);

    [Theory]
    [Scenario(50)]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><x>&e;</x>")]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"aa\">]><x>&a;</x>")]
    public void Nor_is_it_where_an_answer_is_only_looked_at(string xml) => Assert.Empty(SoapPeek.Members(Encoding.UTF8.GetBytes(xml)));

    [Theory]
    [Scenario(51)]
    [InlineData("""<s:Envelope xmlns:s="urn:other"><s:Body><x/></s:Body></s:Envelope>""")]
    [InlineData(Start + "<Result>true</Result><SecurityToken>t0ken</SecurityToken>" + End)]
    [InlineData(Start + Good + "<d:SecurityToken>other</d:SecurityToken>" + End)]
    [InlineData(Start + "<d:Result>true</d:Result><d:SecurityToken>t0<!-- -->ken</d:SecurityToken>" + End)]
    [InlineData(Start + "<d:Result>true</d:Result><d:SecurityToken>t0<![CDATA[ken]]></d:SecurityToken>" + End)]
    [InlineData(Start + "<d:Result>true</d:Result><d:SecurityToken><d:x>t0ken</d:x></d:SecurityToken>" + End)]
    [InlineData(Start + "<d:Result>maybe</d:Result>" + End)]
    [InlineData(Start + "<d:Result>true</d:Result>" + End)]
    [InlineData(Start + Good)]
    public async Task A_token_that_could_be_read_in_two_ways_is_not_read(string xml) =>
        Assert.Equal(ApiErrorId.InvalidResponse, (await LoginFailsAsync(xml, "text/xml")).ErrorId);

    [Fact]
    [Scenario(51)]
    public async Task The_token_of_a_good_answer_is_read()
    {
        await using var server = await TestServer.StartAsync();
        server.OnRequest = static context => XmlAsync(context, Start + Good + End, 200);

        using var session = await TestSession.ConnectedAsync(server.Address, TestSession.SolutionsByText(protocol: SbtProtocol.Soap));

        Assert.Equal("t0ken", (await session.GetTokenAsync(TestContext.Current.CancellationToken)).Reveal());
    }

    private static async Task<ApiException> LoginFailsAsync(string body, string contentType, int status = 200)
    {
        await using var server = await TestServer.StartAsync();
        server.OnRequest = context => XmlAsync(context, body, status, contentType);
        return await Assert.ThrowsAsync<ApiException>(
            () => TestSession.ConnectedAsync(server.Address, TestSession.SolutionsByText(protocol: SbtProtocol.Soap)));
    }

    private static Task XmlAsync(HttpContext context, string xml, int status, string contentType = "text/xml")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        return context.Response.WriteAsync(xml, context.RequestAborted);
    }

    private static ResponseVerdict Fault(string xml) =>
        SoapPeek.Fault(Head(xml, HttpStatusCode.InternalServerError)) ?? throw new XmlException("No fault.");

    private static ResponseHead Head(string xml, HttpStatusCode status) => new(status, "text/xml", Encoding.UTF8.GetBytes(xml));
}
