using System.Net;
using System.Xml;
using ApiAuth.Http;

namespace ApiAuth.Soap;

/// <summary>Looks at the beginning of a SOAP answer, which may be cut off.</summary>
internal static class SoapPeek
{
    public static bool IsXml(ResponseHead head) =>
        head.MediaType?.EndsWith("xml", StringComparison.OrdinalIgnoreCase) == true || head.Body.TrimStart(" \r\n\t"u8).StartsWith("<?xml"u8);

    /// <summary>The texts of the elements that hold text alone, by local name; of two with one name the first.</summary>
    public static IReadOnlyDictionary<string, string> Members(ReadOnlySpan<byte> body)
    {
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        string? name = null;
        try
        {
            using var reader = Open(body);
            while (reader.Read())
            {
                switch (reader.NodeType)
                {
                    case XmlNodeType.Element:
                        name = reader.LocalName;
                        break;
                    case XmlNodeType.Text or XmlNodeType.CDATA when name is not null:
                        members.TryAdd(name, reader.Value);
                        name = null;
                        break;
                }
            }
        }
        catch (XmlException)
        {
            // Cut off, or no XML: what was read until there counts.
        }

        return members;
    }

    /// <summary>What a fault means (SOAP 1.1, section 4.4; SOAP 1.2 part 1, section 5.4); null where there is none.</summary>
    public static ResponseVerdict? Fault(ResponseHead head)
    {
        // Most answers do not hold the word at all, and this says so much faster than a reader.
        if (head.Body.IndexOf("Fault"u8) < 0)
        {
            return null;
        }

        var (codes, text) = FaultMembers(head.Body);
        if (codes.Count == 0 && text is null)
        {
            return null;
        }

        string? refusal = codes.Find(IsAuthentication);
        return refusal is not null || head.Status == HttpStatusCode.Unauthorized
            ? new ResponseVerdict(ResponseOutcome.Rejected, VendorCode: refusal ?? codes.FirstOrDefault(), Message: text)
            : new ResponseVerdict(ResponseOutcome.Failed, ApiErrorId.SoapFault, codes.FirstOrDefault(), text);
    }

    // The codes from the outermost on: SOAP 1.2 has codes within codes.
    private static (List<string> Codes, string? Text) FaultMembers(ReadOnlySpan<byte> body)
    {
        var codes = new List<string>();
        string? text = null;
        try
        {
            using var reader = Open(body);
            SoapXml.MoveToOperation(reader);
            var (ns, depth) = (reader.NamespaceURI, reader.Depth);
            if (reader.LocalName != "Fault" || !SoapNamespace.IsEnvelope(ns))
            {
                return (codes, text);
            }

            string? name = null;
            while (reader.Read() && reader.Depth > depth)
            {
                switch (reader.NodeType)
                {
                    case XmlNodeType.Element:
                        name = reader.NamespaceURI == ns || reader.Depth == depth + 1 ? reader.LocalName : null;
                        break;
                    case XmlNodeType.Text or XmlNodeType.CDATA when name is "faultcode" or "Value":
                        codes.Add(reader.Value.Trim());
                        name = null;
                        break;
                    case XmlNodeType.Text or XmlNodeType.CDATA when name is "faultstring" or "Text":
                        text ??= reader.Value;
                        name = null;
                        break;
                }
            }
        }
        catch (XmlException)
        {
            // Cut off, or no SOAP: what was read until there counts.
        }

        return (codes, text);
    }

    private static XmlReader Open(ReadOnlySpan<byte> body) => SoapXml.CreateReader(new MemoryStream(body.ToArray()));

    // Web Services Security: SOAP Message Security 1.1, section 12.
    private static bool IsAuthentication(string code) =>
        code.EndsWith("FailedAuthentication", StringComparison.Ordinal)
        || code.EndsWith("InvalidSecurityToken", StringComparison.Ordinal)
        || code.EndsWith("MessageExpired", StringComparison.Ordinal);
}
