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
            using var source = new MemoryStream(body.ToArray());
            using var reader = SoapXml.CreateReader(source);
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
        if (head.Body.IndexOf("Fault"u8) < 0)
        {
            return null;
        }

        var members = Members(head.Body);
        string? code = members.GetValueOrDefault("faultcode") ?? members.GetValueOrDefault("Value");
        string? text = members.GetValueOrDefault("faultstring") ?? members.GetValueOrDefault("Text");
        if (code is null && text is null)
        {
            return null;
        }

        return IsAuthentication(code) || head.Status == HttpStatusCode.Unauthorized
            ? new ResponseVerdict(ResponseOutcome.Rejected, VendorCode: code, Message: text)
            : new ResponseVerdict(ResponseOutcome.Failed, ApiErrorId.SoapFault, code, text);
    }

    // Web Services Security: SOAP Message Security 1.1, section 12.
    private static bool IsAuthentication(string? code) => code is not null
        && (code.EndsWith("FailedAuthentication", StringComparison.Ordinal)
            || code.EndsWith("InvalidSecurityToken", StringComparison.Ordinal)
            || code.EndsWith("MessageExpired", StringComparison.Ordinal));
}
