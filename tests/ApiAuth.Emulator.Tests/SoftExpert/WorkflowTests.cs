using System.Text;
using System.Xml.Linq;

namespace ApiAuth.Emulator.Tests.SoftExpert;

public sealed class WorkflowTests : EmulatorTest
{
    private const string Path = "/apigateway/se/ws/wf_ws.php";

    private static readonly XNamespace _workflow = "urn:workflow";

    [Theory]
    [InlineData("urn:workflow#newWorkflow")]
    [InlineData("newWorkflow")]
    [InlineData("\"\"")]
    public async Task New_workflow_succeeds_whatever_the_SOAPAction(string action)
    {
        HttpResponseMessage response = await CallAsync("newWorkflow", "<urn:ProcessID>PURCHASE</urn:ProcessID>", ("SOAPAction", action));

        XElement answer = Single(await TextAsync(response), "newWorkflowResponse");
        Assert.Equal(["Status", "Code", "Detail", "RecordKey", "RecordID"], answer.Elements().Select(element => element.Name.LocalName));
        Assert.Equal("SUCCESS", answer.Element(_workflow + "Status")?.Value);
        Assert.Equal("1", answer.Element(_workflow + "Code")?.Value);
        Assert.Equal("newWorkflow", LastRequest.Operation);
    }

    [Fact]
    public async Task An_unknown_process_is_failure_minus_5_in_HTTP_200()
    {
        HttpResponseMessage response = await CallAsync("newWorkflow", "<urn:ProcessID>NONE</urn:ProcessID>");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        XElement answer = Single(await TextAsync(response), "newWorkflowResponse");
        Assert.Equal("FAILURE", answer.Element(_workflow + "Status")?.Value);
        Assert.Equal("-5", answer.Element(_workflow + "Code")?.Value);
    }

    [Fact]
    public async Task One_operation_answers_in_ISO_8859_1_and_says_so_in_the_declaration_only()
    {
        HttpResponseMessage response = await CallAsync("newWorkflowEditData", "<urn:ProcessID>PURCHASE</urn:ProcessID>");

        Assert.Null(response.Content.Headers.ContentType?.CharSet);
        string text = Encoding.Latin1.GetString(await response.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>", text, StringComparison.Ordinal);
        Assert.Equal("A instância do fluxo foi criada.", Single(text, "newWorkflowEditDataResponse").Element(_workflow + "Detail")?.Value);
    }

    [Fact]
    public async Task Get_workflow_describes_the_instance()
    {
        HttpResponseMessage response = await CallAsync("getWorkflow", "<urn:WorkflowID>42</urn:WorkflowID>");

        Assert.Equal("42", Single(await TextAsync(response), "getWorkflowResponse").Element(_workflow + "WorkflowID")?.Value);
    }

    [Fact]
    public async Task One_operation_answers_return_1() => Assert.Equal(
        "1", Single(await TextAsync(await CallAsync("editEntityRecord")), "editEntityRecordResponse").Element(_workflow + "return")?.Value);

    [Fact]
    public async Task One_operation_answers_200_with_an_empty_body()
    {
        HttpResponseMessage response = await CallAsync("cancelWorkflow");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await TextAsync(response));
    }

    [Theory]
    [InlineData("aGVsbG8=", "SUCCESS", "5 bytes attached.")]
    [InlineData("no base64!", "FAILURE", "FileContent is not base64.")]
    public async Task An_attachment_is_base64(string content, string status, string detail)
    {
        HttpResponseMessage response = await CallAsync("newAttachment", $"<urn:FileContent>{content}</urn:FileContent>");

        XElement answer = Single(await TextAsync(response), "newAttachmentResponse");
        Assert.Equal(status, answer.Element(_workflow + "Status")?.Value);
        Assert.Equal(detail, answer.Element(_workflow + "Detail")?.Value);
    }

    [Theory]
    [InlineData("http://schemas.xmlsoap.org/soap/envelope/", "faultstring", "text/xml")]
    [InlineData("http://www.w3.org/2003/05/soap-envelope", "Text", "application/soap+xml")]
    public async Task An_unknown_operation_is_a_fault_of_the_version_asked_in(string envelope, string reason, string mediaType)
    {
        string body = Workflow.Envelope("fly").Replace("http://schemas.xmlsoap.org/soap/envelope/", envelope, StringComparison.Ordinal);

        HttpResponseMessage response = await PostAsync(Path, new StringContent(body), Key());

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal(mediaType, response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("Procedure 'fly' not present", Single(await TextAsync(response), reason).Value);
    }

    [Theory]
    [InlineData("no xml")]
    [InlineData("<x/>")]
    [InlineData("""<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>""")]
    public async Task What_is_no_envelope_is_a_fault(string body) =>
        Assert.Equal(HttpStatusCode.InternalServerError, (await PostAsync(Path, new StringContent(body), Key())).StatusCode);

    [Fact]
    public async Task The_segment_before_ws_is_a_setting()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("/sesuite/ws/wf_ws.php?wsdl")).StatusCode);

        Emulator.State.Settings = new EmulatorSettings { SoftExpert = new() { SeName = "sesuite" } };

        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/sesuite/ws/wf_ws.php?wsdl")).StatusCode);
    }

    [Fact]
    public async Task The_WSDL_names_the_address_it_was_fetched_from()
    {
        string wsdl = await TextAsync(await GetAsync($"{Path}?wsdl"));

        Assert.Equal($"{Emulator.BaseAddress.GetLeftPart(UriPartial.Authority)}{Path}", (string?)Single(wsdl, "address").Attribute("location"));
        Assert.Contains("urn:workflow#newWorkflow", wsdl, StringComparison.Ordinal);
    }

    private static XElement Single(string xml, string name) => XDocument.Parse(xml).Descendants().Single(element => element.Name.LocalName == name);

    private (string, string) Key() => ("Authorization", Emulator.State.Accounts.SoftExpert[0].ApiKey!);

    private Task<HttpResponseMessage> CallAsync(string operation, string members = "", params (string, string)[] headers) =>
        PostAsync(Path, new StringContent(Workflow.Envelope(operation, members), Encoding.UTF8, "text/xml"), [Key(), .. headers]);
}
