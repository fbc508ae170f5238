using System.Xml.Linq;
using ApiAuth.Emulator.Hosting;
using ApiAuth.Emulator.Soap;

namespace ApiAuth.Emulator.SoftExpert;

/// <summary>wf_ws.php. Public clients send three different SOAPActions, so the operation is taken from the body.</summary>
internal static class WorkflowWebService
{
    private const string Prefix = "SOAP-ENV";

    private static readonly XNamespace _workflow = "urn:workflow";
    private static readonly string[] _processes = ["PURCHASE", "ONBOARDING", "COMPLAINT"];

    public static Task DescribeAsync(HttpContext context) => Wsdl.WriteAsync(context, "wf_ws.wsdl");

    public static async Task AnswerAsync(HttpContext context)
    {
        if (await SoapRequest.ReadAsync(context) is not { } request)
        {
            await SoapAnswer.FaultAsync(context, SoapNamespace.Soap11, Prefix, "Client", "The request is not a SOAP envelope.");
            return;
        }

        await (request.Name switch
        {
            "newWorkflow" => StartAsync(context, request, latin1: false),
            "newWorkflowEditData" => StartAsync(context, request, latin1: true),
            "getWorkflow" => DescribeInstanceAsync(context, request),
            "newAttachment" => AttachAsync(context, request),
            "executeActivity" => StatusAsync(context, request, "SUCCESS", "1", "The activity was executed."),
            "editEntityRecord" => WriteAsync(context, request, new XElement(_workflow + "return", "1")),
            "cancelWorkflow" => Answer.TextAsync(context, "", "text/xml; charset=utf-8"),
            _ => SoapAnswer.FaultAsync(context, request.EnvelopeNamespace, Prefix, "Client", $"Procedure '{request.Name}' not present"),
        });
    }

    private static Task StartAsync(HttpContext context, SoapRequest request, bool latin1)
    {
        if (!_processes.Contains(request.Text("ProcessID")))
        {
            return StatusAsync(context, request, "FAILURE", "-5", "The process does not exist or the user may not instantiate it.", latin1);
        }

        return StatusAsync(context, request, "SUCCESS", "1", "A instância do fluxo foi criada.", latin1, "4711", "2026-000042");
    }

    private static Task DescribeInstanceAsync(HttpContext context, SoapRequest request) => WriteAsync(
        context,
        request,
        new XElement(_workflow + "Status", "SUCCESS"),
        new XElement(_workflow + "Code", "1"),
        new XElement(_workflow + "Detail", ""),
        new XElement(_workflow + "WorkflowID", request.Text("WorkflowID")),
        new XElement(_workflow + "WorkflowTitle", "Compra de café"),
        new XElement(_workflow + "WorkflowStatus", "1"));

    private static Task AttachAsync(HttpContext context, SoapRequest request)
    {
        byte[] content = new byte[request.Text("FileContent")?.Length ?? 0];
        return Convert.TryFromBase64String(request.Text("FileContent") ?? "", content, out int length)
            ? StatusAsync(context, request, "SUCCESS", "1", $"{length} bytes attached.")
            : StatusAsync(context, request, "FAILURE", "-9", "FileContent is not base64.");
    }

    private static Task StatusAsync(
        HttpContext context,
        SoapRequest request,
        string status,
        string code,
        string detail,
        bool latin1 = false,
        string? recordKey = null,
        string? recordId = null)
    {
        XElement?[] members =
        [
            new(_workflow + "Status", status),
            new(_workflow + "Code", code),
            new(_workflow + "Detail", detail),
            recordKey is null ? null : new(_workflow + "RecordKey", recordKey),
            recordId is null ? null : new(_workflow + "RecordID", recordId),
        ];
        return latin1
            ? SoapAnswer.WriteLatin1Async(context, request.EnvelopeNamespace, Prefix, Response(request, members))
            : WriteAsync(context, request, members);
    }

    private static Task WriteAsync(HttpContext context, SoapRequest request, params XElement?[] members) =>
        SoapAnswer.WriteAsync(context, request.EnvelopeNamespace, Prefix, Response(request, members));

    private static XElement Response(SoapRequest request, params XElement?[] members) =>
        new(_workflow + (request.Name + "Response"), new XAttribute("xmlns", _workflow.NamespaceName), members);
}
