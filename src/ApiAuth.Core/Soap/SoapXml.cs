using System.Xml;

namespace ApiAuth.Soap;

/// <summary>Reads XML from the wire: no DTD, no entities of its own, nothing fetched from elsewhere.</summary>
internal static class SoapXml
{
    public static XmlReader CreateReader(Stream source) => XmlReader.Create(source, new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreWhitespace = true,
        IgnoreProcessingInstructions = true,
        CloseInput = false,
    });

    /// <summary>Moves to the first element inside the SOAP body.</summary>
    /// <exception cref="XmlException">There is none, or this is no SOAP envelope.</exception>
    public static void MoveToOperation(XmlReader reader)
    {
        Require(reader, "Envelope");
        string ns = reader.NamespaceURI;
        if (!SoapNamespace.IsEnvelope(ns))
        {
            throw new XmlException($"'{ns}' is not the namespace of a SOAP envelope.");
        }

        reader.ReadStartElement();
        if (reader.MoveToContent() == XmlNodeType.Element && reader.LocalName == "Header" && reader.NamespaceURI == ns)
        {
            reader.Skip();
        }

        Require(reader, "Body");
        if (reader.NamespaceURI != ns || reader.IsEmptyElement)
        {
            throw new XmlException("The SOAP envelope has no body with content.");
        }

        reader.ReadStartElement();
        if (reader.MoveToContent() != XmlNodeType.Element)
        {
            throw new XmlException("The SOAP body has no element.");
        }
    }

    private static void Require(XmlReader reader, string name)
    {
        if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName != name)
        {
            throw new XmlException($"A SOAP {name} was expected, not '{reader.LocalName}'.");
        }
    }
}
