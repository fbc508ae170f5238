using System.Xml;
using ApiAuth.Soap;

namespace ApiAuth.Providers.SolutionsByText;

/// <summary><c>WSLoginResponse</c>: the answer to AuthenticateAPIKey, over SOAP and REST alike.</summary>
internal sealed record SbtTokenResponse(bool Result, string? ErrorCode, string? Message, string? SecurityToken)
{
    /// <exception cref="ApiException">The answer is not of this form.</exception>
    public static SbtTokenResponse FromJson(LoginAnswer answer)
    {
        var result = answer.Json().RequiredObject("AuthenticateAPIKeyResult");
        return new(
            result.RequiredBoolean("Result"),
            result.Text("ErrorCode"),
            result.Text("Message"),
            result.OptionalString("SecurityToken"));
    }

    /// <exception cref="ApiException">The answer is not of this form.</exception>
    public static SbtTokenResponse FromSoap(LoginAnswer answer)
    {
        try
        {
            var members = ReadMembers(answer.Body);
            return members.TryGetValue("Result", out string? result)
                ? new(
                    XmlConvert.ToBoolean(result),
                    members.GetValueOrDefault("ErrorCode"),
                    members.GetValueOrDefault("Message"),
                    members.GetValueOrDefault("SecurityToken"))
                : throw new XmlException("it has no element 'Result'.");
        }
        catch (Exception exception) when (exception is XmlException or FormatException)
        {
            throw answer.Failed(ApiErrorId.InvalidResponse, $"The answer to the login is not the SOAP message expected: {exception.Message}");
        }
    }

    private static Dictionary<string, string> ReadMembers(byte[] body)
    {
        using var source = new MemoryStream(body);
        using var reader = SoapXml.CreateReader(source);
        SoapXml.MoveToOperation(reader);
        Enter(reader, "AuthenticateAPIKeyResponse");
        Enter(reader, "AuthenticateAPIKeyResult");
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.MoveToContent() == XmlNodeType.Element)
        {
            string name = reader.NamespaceURI == SbtNamespaces.Data
                ? reader.LocalName
                : throw new XmlException($"its element '{reader.LocalName}' is of the namespace '{reader.NamespaceURI}'.");
            if (!members.TryAdd(name, ReadText(reader)))
            {
                throw new XmlException($"its element '{name}' comes twice.");
            }
        }

        return members;
    }

    private static void Enter(XmlReader reader, string name)
    {
        if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName != name || reader.NamespaceURI != SbtNamespaces.Operation || reader.IsEmptyElement)
        {
            throw new XmlException($"it has no element '{name}' with content.");
        }

        reader.Read();
    }

    // One text and nothing else: a comment inside a token would cut it in two for some readers and not for others.
    private static string ReadText(XmlReader reader)
    {
        string name = reader.LocalName;
        bool isEmpty = reader.IsEmptyElement;
        reader.Read();
        if (isEmpty)
        {
            return "";
        }

        string text = "";
        if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
        {
            text = reader.Value;
            reader.Read();
        }

        if (reader.NodeType != XmlNodeType.EndElement)
        {
            throw new XmlException($"its element '{name}' holds more than a text.");
        }

        reader.Read();
        return text;
    }
}
