using System.Xml;
using System.Xml.Linq;
using ApiAuth.Emulator.Hosting;
using ApiAuth.Emulator.Soap;

namespace ApiAuth.Emulator.SolutionsByText;

/// <summary>Answers in the form of the documentation's SOAP example, prefixes and z:Id included.</summary>
internal static class SoapEndpoint
{
    private const string Prefix = "s";

    private static readonly XNamespace _instance = "http://www.w3.org/2001/XMLSchema-instance";
    private static readonly XNamespace _serialization = "http://schemas.microsoft.com/2003/10/Serialization/";

    public static async ValueTask<string?> ReadNameAsync(HttpContext context) =>
        await SoapRequest.ReadNameAsync(context) is { } name ? Operations.LogName(name) : null;

    public static RequestDelegate For(Operations operations, string name) => async context =>
    {
        if (await SoapRequest.ReadAsync(context) is not { } request)
        {
            await Answer.EmptyAsync(context, StatusCodes.Status400BadRequest);
            return;
        }

        if (!request.HasItsContentType(context))
        {
            await Answer.EmptyAsync(context, StatusCodes.Status415UnsupportedMediaType);
            return;
        }

        if (request.Operation.Name != SoapNamespaces.Contract + name)
        {
            await SoapAnswer.FaultAsync(context, request.EnvelopeNamespace, Prefix, "Client", $"There is no operation '{request.Operation.Name}'.");
            return;
        }

        ServiceResult result = await operations.RunAsync(context, name, new SoapParameters(request));
        await SoapAnswer.WriteAsync(context, request.EnvelopeNamespace, Prefix, Response(name, result));
    };

    private static XElement Response(string name, ServiceResult result) => new(
        SoapNamespaces.Contract + $"{name}Response",
        new XAttribute("xmlns", SoapNamespaces.Contract.NamespaceName),
        new XElement(
            SoapNamespaces.Contract + $"{name}Result",
            new XAttribute(_serialization + "Id", "i1"),
            new XAttribute(XNamespace.Xmlns + "a", SoapNamespaces.Data.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "i", _instance.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "z", _serialization.NamespaceName),
            new XElement(SoapNamespaces.Data + nameof(result.Result), XmlConvert.ToString(result.Result)),
            new XElement(SoapNamespaces.Data + nameof(result.ErrorCode), result.ErrorCode),
            new XElement(SoapNamespaces.Data + nameof(result.Message), result.Message),
            result.Members.Select(Member)));

    private static XElement Member(KeyValuePair<string, string?> member) => member.Value is null
        ? new XElement(SoapNamespaces.Data + member.Key, new XAttribute(_instance + "nil", "true"))
        : new XElement(SoapNamespaces.Data + member.Key, member.Value);
}
