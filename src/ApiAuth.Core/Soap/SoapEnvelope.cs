using System.Text;
using System.Xml;
using ApiAuth.Errors;
using ApiAuth.Http;
using ApiAuth.Http.Bodies;

namespace ApiAuth.Soap;

/// <summary>Writes SOAP requests.</summary>
internal static class SoapEnvelope
{
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), CloseOutput = false };

    /// <summary>An envelope around what <paramref name="writeBody"/> writes.</summary>
    public static byte[] Write(SoapVersion version, Action<XmlWriter> writeBody)
    {
        using var buffer = new MemoryStream();
        Write(buffer, version, writeBody);
        return buffer.ToArray();
    }

    /// <summary>The same, onto a stream.</summary>
    public static void Write(Stream stream, SoapVersion version, Action<XmlWriter> writeBody)
    {
        using var writer = XmlWriter.Create(stream, Settings);
        string ns = SoapNamespace.Of(version);
        writer.WriteStartElement("s", "Envelope", ns);
        writer.WriteStartElement("s", "Body", ns);
        writeBody(writer);
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    /// <summary>A request that carries an envelope, with its action where the version has it.</summary>
    /// <param name="request">The address and the rest.</param>
    /// <param name="version">Of the envelope.</param>
    /// <param name="action">As the WSDL has it, without quotation marks; empty where the service looks at the body alone.</param>
    /// <param name="envelope">As <see cref="Write(SoapVersion, Action{XmlWriter})"/> makes it.</param>
    /// <exception cref="ArgumentException">The action can't be sent in a header.</exception>
    public static ApiRequest Request(ApiRequest request, SoapVersion version, string action, byte[] envelope) =>
        Request(request, version, action, contentType => new BytesBody(envelope, contentType));

    /// <param name="createBody">Makes the envelope's body for a Content-Type.</param>
    /// <inheritdoc cref="Request(ApiRequest, SoapVersion, string, byte[])"/>
    public static ApiRequest Request(ApiRequest request, SoapVersion version, string action, Func<string, RequestBody> createBody)
    {
        if (action.AsSpan().IndexOfAny("\"\r\n\0") >= 0)
        {
            throw InvalidInput.For("SoapAction", "The SOAP action holds a character that can't be sent.");
        }

        return version == SoapVersion.Soap12
            ? request with { Method = HttpMethod.Post, Body = createBody($"application/soap+xml; charset=utf-8; action=\"{action}\"") }
            : request with
            {
                Method = HttpMethod.Post,
                Body = createBody("text/xml; charset=utf-8"),
                Headers = [.. request.Headers, new("SOAPAction", $"\"{action}\"")],
            };
    }
}
