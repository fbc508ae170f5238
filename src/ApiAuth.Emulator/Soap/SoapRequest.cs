using System.Xml;
using System.Xml.Linq;
using Microsoft.Net.Http.Headers;

namespace ApiAuth.Emulator.Soap;

/// <summary>A request in SOAP 1.1 or 1.2, told apart by the envelope's namespace. The body's first element names the operation.</summary>
internal sealed record SoapRequest(XNamespace EnvelopeNamespace, XElement Operation)
{
    private static readonly XmlReaderSettings _settings = new()
    {
        Async = true,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
    };

    public string Name => Operation.Name.LocalName;

    /// <summary>Null where the body is no SOAP envelope with an operation. The body is read once only.</summary>
    public static async ValueTask<SoapRequest?> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<Parsed>() is { } parsed)
        {
            return parsed.Request;
        }

        SoapRequest? request = await ParseAsync(context);
        context.Features.Set(new Parsed(request));
        return request;
    }

    public static async ValueTask<string?> ReadNameAsync(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method) ? (await ReadAsync(context))?.Name : "wsdl";

    /// <summary>Each version of SOAP has a content type of its own.</summary>
    public bool HasItsContentType(HttpContext context) => MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
        && type.MediaType.Equals(EnvelopeNamespace == SoapNamespace.Soap11 ? "text/xml" : "application/soap+xml", StringComparison.OrdinalIgnoreCase);

    /// <summary>The text of a member anywhere in the operation, whatever its namespace; null where it is absent.</summary>
    public string? Text(string member) =>
        Operation.Descendants().FirstOrDefault(element => string.Equals(element.Name.LocalName, member, StringComparison.OrdinalIgnoreCase))?.Value;

    private static async Task<SoapRequest?> ParseAsync(HttpContext context)
    {
        try
        {
            using XmlReader reader = XmlReader.Create(context.Request.Body, _settings);
            XDocument document = await XDocument.LoadAsync(reader, LoadOptions.PreserveWhitespace, context.RequestAborted);
            XElement? envelope = document.Root;
            if (envelope?.Name.LocalName != "Envelope"
                || (envelope.Name.Namespace != SoapNamespace.Soap11 && envelope.Name.Namespace != SoapNamespace.Soap12))
            {
                return null;
            }

            XElement? operation = envelope.Element(envelope.Name.Namespace + "Body")?.Elements().FirstOrDefault();
            return operation is null ? null : new SoapRequest(envelope.Name.Namespace, operation);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private sealed record Parsed(SoapRequest? Request);
}
