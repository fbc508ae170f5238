using System.Xml;
using System.Xml.Linq;
using ApiAuth.Emulator.Hosting;
using ApiAuth.Emulator.Soap;

namespace ApiAuth.Emulator.SolutionsByText;

/// <summary>Answers in the form of the documentation's SOAP example, prefixes and z:Id included.</summary>
internal static class SoapEndpoint
{
    private const string Prefix = "s";

    private static readonly XNamespace _contract = "http://SBTService/ServiceContracts/";
    private static readonly XNamespace _data = "http://SBTAPIService/DataContract/";
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

        if (!request.IsOfType(context.Request.ContentType))
        {
            await Answer.EmptyAsync(context, StatusCodes.Status415UnsupportedMediaType);
            return;
        }

        if (request.Operation.Name != _contract + name)
        {
            await SoapAnswer.FaultAsync(context, request.EnvelopeNamespace, Prefix, "Client", $"There is no operation '{request.Operation.Name}'.");
            return;
        }

        ServiceResult result = await operations.RunAsync(context, name, ParametersOf(request, name));
        await SoapAnswer.WriteAsync(context, request.EnvelopeNamespace, Prefix, Response(name, result));
    };

    /// <summary>The members of the login are documented with their namespaces; of the other calls the names alone are known.</summary>
    private static SoapParameters ParametersOf(SoapRequest request, string name) => name == Operations.Authenticate
        ? new SoapParameters(request.Operation.Element(_contract + "loginRequest")?.Elements().Where(member => member.Name.Namespace == _data) ?? [])
        : new SoapParameters(request.Operation.Descendants());

    private static XElement Response(string name, ServiceResult result) => new(
        _contract + $"{name}Response",
        new XAttribute("xmlns", _contract.NamespaceName),
        new XElement(
            _contract + $"{name}Result",
            new XAttribute(_serialization + "Id", "i1"),
            new XAttribute(XNamespace.Xmlns + "a", _data.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "i", _instance.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "z", _serialization.NamespaceName),
            new XElement(_data + nameof(result.Result), XmlConvert.ToString(result.Result)),
            new XElement(_data + nameof(result.ErrorCode), result.ErrorCode),
            new XElement(_data + nameof(result.Message), result.Message),
            result.Members.Select(Member)));

    private static XElement Member(KeyValuePair<string, string?> member) => member.Value is null
        ? new XElement(_data + member.Key, new XAttribute(_instance + "nil", "true"))
        : new XElement(_data + member.Key, member.Value);
}
