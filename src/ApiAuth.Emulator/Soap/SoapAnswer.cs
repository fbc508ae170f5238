using System.Text;
using System.Xml;
using System.Xml.Linq;
using ApiAuth.Emulator.Hosting;

namespace ApiAuth.Emulator.Soap;

/// <summary>Writes envelopes in the version that the request had.</summary>
internal static class SoapAnswer
{
    public static Task WriteAsync(HttpContext context, XNamespace soap, string prefix, XElement? content, int status = 200) =>
        WriteAsync(context, soap, prefix, content, status, declaration: null);

    public static Task WriteLatin1Async(HttpContext context, XNamespace soap, string prefix, XElement content) =>
        WriteAsync(context, soap, prefix, content, StatusCodes.Status200OK, Encoding.Latin1);

    public static Task FaultAsync(HttpContext context, XNamespace soap, string prefix, string code, string reason)
    {
        XElement fault = soap == SoapNamespace.Soap12
            ? new XElement(
                soap + "Fault",
                new XElement(soap + "Code", new XElement(soap + "Value", $"{prefix}:{(code == "Client" ? "Sender" : "Receiver")}")),
                new XElement(soap + "Reason", new XElement(soap + "Text", new XAttribute(XNamespace.Xml + "lang", "en-US"), reason)))
            : new XElement(
                soap + "Fault",
                new XElement("faultcode", $"{prefix}:{code}"),
                new XElement("faultstring", reason));
        return WriteAsync(context, soap, prefix, fault, StatusCodes.Status500InternalServerError);
    }

    private static async Task WriteAsync(
        HttpContext context, XNamespace soap, string prefix, XElement? content, int status, Encoding? declaration)
    {
        XElement envelope = new(
            soap + "Envelope",
            new XAttribute(XNamespace.Xmlns + prefix, soap.NamespaceName),
            new XElement(soap + "Body", content));
        Encoding encoding = declaration ?? new UTF8Encoding(false);
        using MemoryStream buffer = new();
        await using (XmlWriter writer = XmlWriter.Create(
            buffer, new XmlWriterSettings { Async = true, Encoding = encoding, OmitXmlDeclaration = declaration is null }))
        {
            await envelope.WriteToAsync(writer, context.RequestAborted);
        }

        string mediaType = soap == SoapNamespace.Soap12 ? "application/soap+xml" : "text/xml";
        string contentType = declaration is null ? $"{mediaType}; charset=utf-8" : mediaType;
        await Answer.BytesAsync(context, buffer.ToArray(), contentType, status);
    }
}
