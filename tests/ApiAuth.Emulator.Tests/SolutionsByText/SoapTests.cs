using System.Xml.Linq;

namespace ApiAuth.Emulator.Tests.SolutionsByText;

public sealed class SoapTests : SbtTest
{
    private const string Soap12 = "http://www.w3.org/2003/05/soap-envelope";

    /// <summary>The response of the documentation, word for word.</summary>
    private const string Documented =
        """
        <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"> <s:Body> <AuthenticateAPIKeyResponse xmlns="http://SBTService/ServiceContracts/"> <AuthenticateAPIKeyResult z:Id="i1" xmlns:a="http://SBTAPIService/DataContract/" xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns:z="http://schemas.microsoft.com/2003/10/Serialization/"> <a:Result>true</a:Result> <a:ErrorCode>1400</a:ErrorCode> <a:Message>Successfully generated securitytoken</a:Message> <a:SecurityToken>Security token</a:SecurityToken> </AuthenticateAPIKeyResult> </AuthenticateAPIKeyResponse> </s:Body> </s:Envelope>
        """;

    private static readonly XNamespace _data = "http://SBTAPIService/DataContract/";

    [Fact]
    public async Task The_documented_request_gets_the_documented_response()
    {
        HttpResponseMessage response = await SoapAsync(Sbt.SoapLogin, Sbt.LoginEnvelope("sbt-key-never"));

        Assert.Equal("text/xml; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        XDocument actual = XDocument.Parse(await TextAsync(response));
        XElement token = actual.Descendants(_data + "SecurityToken").Single();
        Assert.NotEmpty(token.Value);
        token.Value = "Security token";
        Assert.Equal(XDocument.Parse(Documented).ToString(), actual.ToString());
        Assert.Equal("login", LastRequest.Operation);
    }

    [Theory]
    [InlineData("unknown", "1401")]
    [InlineData("", "1402")]
    public async Task A_bad_key_is_a_failure_in_HTTP_200(string key, string code)
    {
        HttpResponseMessage response = await SoapAsync(Sbt.SoapLogin, Sbt.LoginEnvelope(key));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        XDocument answer = XDocument.Parse(await TextAsync(response));
        Assert.Equal("false", answer.Descendants(_data + "Result").Single().Value);
        Assert.Equal(code, answer.Descendants(_data + "ErrorCode").Single().Value);
        Assert.Equal("true", answer.Descendants(_data + "SecurityToken").Single().Attributes().Single().Value);
    }

    [Theory]
    [InlineData("dat:APIKey", "ser:APIKey")]
    [InlineData("dat:APIKey", "dat:apiKey")]
    [InlineData("ser:loginRequest", "dat:loginRequest")]
    [InlineData("<ser:loginRequest>", "<ser:loginRequest><dat:Password>?</dat:Password>")]
    [InlineData("<ser:loginRequest>", "<ser:loginRequest/><ser:other>", "</ser:loginRequest>", "</ser:other>")]
    public async Task A_key_where_a_data_contract_does_not_read_it_is_none(string part, string other, string end = "~", string otherEnd = "")
    {
        string envelope = Sbt.LoginEnvelope("sbt-key-never")
            .Replace(end, otherEnd, StringComparison.Ordinal)
            .Replace(part, other, StringComparison.Ordinal);

        XDocument answer = XDocument.Parse(await TextAsync(await SoapAsync(Sbt.SoapLogin, envelope)));

        Assert.Equal("1402", answer.Descendants(_data + "ErrorCode").Single().Value);
    }

    [Theory]
    [InlineData("application/soap+xml")]
    [InlineData("application/xml")]
    [InlineData("text/plain")]
    public async Task An_envelope_of_another_content_type_is_415(string contentType) => Assert.Equal(
        HttpStatusCode.UnsupportedMediaType, (await SoapAsync(Sbt.SoapLogin, Sbt.LoginEnvelope("sbt-key-never"), contentType)).StatusCode);

    [Fact]
    public async Task SOAP_1_2_is_answered_in_kind()
    {
        string envelope = Sbt.LoginEnvelope("sbt-key-never").Replace("http://schemas.xmlsoap.org/soap/envelope/", Soap12, StringComparison.Ordinal);

        HttpResponseMessage response = await SoapAsync(Sbt.SoapLogin, envelope, "application/soap+xml");

        Assert.Equal("application/soap+xml", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(Soap12, XDocument.Parse(await TextAsync(response)).Root?.Name.NamespaceName);
    }

    [Fact]
    public async Task A_token_of_SOAP_is_good_for_REST()
    {
        HttpResponseMessage response = await SoapAsync(Sbt.SoapLogin, Sbt.LoginEnvelope("sbt-key-never"));
        string token = XDocument.Parse(await TextAsync(response)).Descendants(_data + "SecurityToken").Single().Value;

        Assert.Equal(1400, await CodeAsync(token));
    }

    [Theory]
    [InlineData("General", "GetCarrierLookup", "<phone>555</phone>")]
    [InlineData("Subscriber", "GetSubscribersStatus", "<phone>555</phone>")]
    [InlineData("Message", "SendMessage", "<message>Hi</message><sendTo><string>555</string></sendTo>")]
    public async Task The_token_is_an_element_of_every_other_call(string service, string operation, string members)
    {
        string address = $"{Sbt.Soap}/{service}WSService.svc";
        string token = await TokenAsync("sbt-key-never");

        Assert.Equal("1400", await CodeOfAsync(address, operation, $"<securityToken>{token}</securityToken><orgCode>ACME</orgCode>{members}"));
        Assert.Equal(operation, LastRequest.Operation);
        Assert.Equal("1000", await CodeOfAsync(address, operation, $"<securityToken>x{token}</securityToken><orgCode>ACME</orgCode>{members}"));
        Assert.Equal("1001", await CodeOfAsync(address, operation, $"<orgCode>ACME</orgCode>{members}"));
    }

    [Theory]
    [InlineData("LoginAPIService", "GetCarrierLookup")]
    [InlineData("GeneralWSService", "SendMessage")]
    [InlineData("MessageWSService", "AuthenticateAPIKey")]
    public async Task An_operation_of_another_address_is_a_fault(string service, string operation)
    {
        HttpResponseMessage response = await SoapAsync($"{Sbt.Soap}/{service}.svc", Sbt.Envelope(operation, ""));

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("s:Client", XDocument.Parse(await TextAsync(response)).Descendants("faultcode").Single().Value);
    }

    [Fact]
    public async Task An_operation_of_another_namespace_is_a_fault()
    {
        string envelope = Sbt.LoginEnvelope("sbt-key-never").Replace("http://SBTService/ServiceContracts/", "urn:other", StringComparison.Ordinal);

        HttpResponseMessage response = await SoapAsync(Sbt.SoapLogin, envelope);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("s:Client", XDocument.Parse(await TextAsync(response)).Descendants("faultcode").Single().Value);
    }

    [Theory]
    [InlineData("no xml")]
    [InlineData("""<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>""")]
    public async Task What_is_no_envelope_is_400(string body) => Assert.Equal(HttpStatusCode.BadRequest, (await SoapAsync(Sbt.SoapLogin, body)).StatusCode);

    [Theory]
    [InlineData("wsdl")]
    [InlineData("singleWsdl")]
    [InlineData("singlewsdl")]
    public async Task The_WSDL_is_whole_and_names_the_address_it_was_fetched_from(string query)
    {
        XNamespace wsdl = "http://schemas.xmlsoap.org/wsdl/";
        XNamespace soap = "http://schemas.xmlsoap.org/wsdl/soap/";

        XDocument document = XDocument.Parse(await TextAsync(await GetAsync($"{Sbt.SoapLogin}?{query}")));

        Assert.Equal(
            $"{Emulator.BaseAddress.GetLeftPart(UriPartial.Authority)}{Sbt.SoapLogin}", (string?)document.Descendants(soap + "address").Single().Attribute("location"));
        Assert.Equal("ILoginAPI", (string?)document.Descendants(wsdl + "portType").Single().Attribute("name"));
        Assert.Equal(
            ["APIKey", "UserName", "Password"],
            document.Descendants().Single(element => (string?)element.Attribute("name") == "LoginRequestDetails" && element.Name.LocalName == "complexType")
                .Descendants().Where(element => element.Name.LocalName == "element").Select(element => (string?)element.Attribute("name")));
        Assert.DoesNotContain(document.Descendants(), element => element.Attribute("schemaLocation") is not null);
    }

    private async Task<string> CodeOfAsync(string address, string operation, string members)
    {
        HttpResponseMessage response = await SoapAsync(address, Sbt.Envelope(operation, members));
        XElement result = XDocument.Parse(await TextAsync(response)).Descendants().Single(element => element.Name.LocalName == $"{operation}Result");
        return result.Element(_data + "ErrorCode")!.Value;
    }
}
