using System.Collections;
using System.Management.Automation;
using System.Xml;
using ApiAuth.Errors;
using ApiAuth.Http;
using ApiAuth.Http.Bodies;
using ApiAuth.PowerShell.Conversion;
using ApiAuth.Soap;

namespace ApiAuth.PowerShell.Requests;

/// <summary>Makes a SOAP request of <c>-SoapAction</c> and <c>-Body</c>.</summary>
internal static class SoapRequestBuilder
{
    private static readonly XmlReaderSettings Strict = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <exception cref="ArgumentException">The action or the body can't be used.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static ApiRequest Build(ApiRequest request, RequestInput input)
    {
        var operation = SoapOperation.Parse(input.SoapAction!);
        var version = input.SoapVersion ?? default;
        if (PSValues.Unwrap(input.Body) is IDictionary large && HoldsFile(large))
        {
            var streamed = SoapEnvelope.Request(request, version, operation.Action, contentType => new WrittenBody(
                stream => SoapEnvelope.Write(stream, version, writer => WriteOperation(writer, operation, large)), contentType));
            return streamed with { Meter = new TransferMeter() };
        }

        byte[] envelope = PSValues.Unwrap(input.Body) switch
        {
            null when input.InFile is not null => WriteXml(version, LoadFile(input.InFile)),
            null => WriteMembers(version, operation, null),
            string xml => WriteXml(version, Load(xml)),
            XmlDocument document => WriteXml(version, document.DocumentElement ?? throw InvalidInput.For("Body", "The document is empty.")),
            XmlElement element => WriteXml(version, element),
            IDictionary members => WriteMembers(version, operation, members),
            _ => throw InvalidInput.For("Body", "With -SoapAction it is XML or an ordered hashtable."),
        };
        return SoapEnvelope.Request(request, version, operation.Action, envelope);
    }

    private static XmlElement Load(string xml) => Load(XmlReader.Create(new StringReader(xml), Strict), "Body");

    private static XmlElement LoadFile(string path)
    {
        // To open a pipe, whose length is 0, is to wait for whoever writes to it.
        using var file = new FileInfo(path) is { Length: > 0 } found ? found.OpenRead() : throw InvalidInput.For("InFile", "It is empty, or a pipe.");
        return Load(XmlReader.Create(file, Strict), "InFile");
    }

    private static XmlElement Load(XmlReader reader, string parameter)
    {
        using (reader)
        {
            try
            {
                var document = new XmlDocument { XmlResolver = null, PreserveWhitespace = true };
                document.Load(reader);
                return document.DocumentElement!;
            }
            catch (XmlException exception)
            {
                throw InvalidInput.For(parameter, $"It is no XML: {exception.Message}");
            }
        }
    }

    // A whole envelope goes as it is.
    private static byte[] WriteXml(SoapVersion version, XmlElement element)
    {
        if (element.LocalName == "Envelope" && SoapNamespace.IsEnvelope(element.NamespaceURI))
        {
            return System.Text.Encoding.UTF8.GetBytes(element.OuterXml);
        }

        return SoapEnvelope.Write(version, element.WriteTo);
    }

    private static byte[] WriteMembers(SoapVersion version, SoapOperation operation, IDictionary? members) => SoapEnvelope.Write(version, writer => WriteOperation(writer, operation, members));

    private static void WriteOperation(XmlWriter writer, SoapOperation operation, IDictionary? members)
    {
        writer.WriteStartElement(operation.Name, operation.Namespace);
        WriteMembers(writer, members, operation.Namespace);
        writer.WriteEndElement();
    }

    private static bool HoldsFile(IDictionary members) => members.Values.Cast<object?>().SelectMany(PSValues.Each).Any(
        static value => PSValues.Unwrap(value) is FileInfo || (PSValues.Unwrap(value) is IDictionary inner && HoldsFile(inner)));

    private static void WriteMembers(XmlWriter writer, IDictionary? members, string ns)
    {
        if (members is null)
        {
            return;
        }

        foreach (DictionaryEntry member in members)
        {
            string name = VerifiedName(NamedTexts.Name(member.Key, "Body"));
            foreach (object? value in PSValues.Each(member.Value))
            {
                writer.WriteStartElement(name, ns);
                WriteValue(writer, name, PSValues.Unwrap(value), ns);
                writer.WriteEndElement();
            }
        }
    }

    private static void WriteValue(XmlWriter writer, string name, object? value, string ns)
    {
        switch (value)
        {
            case null:
                writer.WriteAttributeString("xsi", "nil", System.Xml.Schema.XmlSchema.InstanceNamespace, "true");
                break;
            case IDictionary or PSObject:
                WriteMembers(writer, PSValues.Members(value, "Body"), ns);
                break;
            case byte[] bytes:
                writer.WriteBase64(bytes, 0, bytes.Length);
                break;
            case FileInfo file:
                WriteFile(writer, file);
                break;
            case XmlDocument document:
                document.DocumentElement?.WriteTo(writer);
                break;
            case XmlNode node:
                node.WriteTo(writer);
                break;
            default:
                WriteText(writer, NamedTexts.Text(value, "Body", name));
                break;
        }
    }

    private static void WriteText(XmlWriter writer, string text)
    {
        try
        {
            writer.WriteString(text);
        }
        catch (ArgumentException exception)
        {
            throw InvalidInput.For("Body", $"A text in it can't be XML: {exception.Message}");
        }
    }

    private static void WriteFile(XmlWriter writer, FileInfo file)
    {
        using var source = file.OpenRead();
        // A multiple of three, so that no padding comes between two portions.
        byte[] portion = new byte[48 * 1024];
        int count;
        while ((count = source.ReadAtLeast(portion, portion.Length, throwOnEndOfStream: false)) > 0)
        {
            writer.WriteBase64(portion, 0, count);
        }
    }

    private static string VerifiedName(string name)
    {
        try
        {
            return XmlConvert.VerifyNCName(name);
        }
        catch (Exception exception) when (exception is XmlException or ArgumentException)
        {
            throw InvalidInput.For("Body", $"'{name}' can't be the name of an element.");
        }
    }
}
