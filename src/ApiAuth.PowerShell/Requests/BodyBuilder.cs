using System.Collections;
using System.Management.Automation;
using System.Text;
using System.Xml;
using ApiAuth.Errors;
using ApiAuth.Http;
using ApiAuth.Http.Bodies;
using ApiAuth.PowerShell.Conversion;
using ApiAuth.PowerShell.Conversion.Json;

namespace ApiAuth.PowerShell.Requests;

/// <summary>Makes of <c>-Body</c> what is sent.</summary>
internal static class BodyBuilder
{
    /// <param name="body">Text, bytes, XML, a file or a stream as it is; anything else as JSON, or as a form where the Content-Type says so.</param>
    /// <param name="contentType">Null: the one that goes with the body.</param>
    /// <exception cref="ArgumentException">It can't be sent.</exception>
    public static RequestBody From(object body, string? contentType) => PSValues.Unwrap(body) switch
    {
        string text => FromText(text, contentType ?? ContentTypes.Guess(text)),
        byte[] bytes => new BytesBody(bytes, contentType ?? ContentTypes.Binary),
        XmlNode node => FromXml(node, contentType),
        FileInfo file => FromFile(file.FullName, contentType),
        Stream stream => new StreamBody(stream, contentType ?? ContentTypes.Binary),
        var members when ContentTypes.IsForm(contentType) => BytesBody.FromForm(NamedTexts.From(
            PSValues.Members(members, "Body") ?? throw InvalidInput.For("Body", "A form is text, a hashtable or an object with properties."), "Body")),
        _ => new BytesBody(JsonText.Write(body, "Body"), contentType ?? ContentTypes.Json),
    };

    /// <param name="path">Full.</param>
    /// <param name="contentType">Null: bytes of any kind.</param>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static RequestBody FromFile(string path, string? contentType)
    {
        contentType ??= ContentTypes.Binary;
        return new FileInfo(path).Length > 0 ? new FileBody(path, contentType) : new PipeBody(path, contentType);
    }

    /// <param name="members">Files, bytes and texts; a list gives several parts of one name.</param>
    /// <exception cref="ArgumentException">A member can't be sent.</exception>
    public static FormBody FromForm(IDictionary members)
    {
        var parts = new List<FormPart>();
        foreach (DictionaryEntry member in members)
        {
            string name = NamedTexts.Name(member.Key, "Form");
            foreach (object? value in PSValues.Each(member.Value))
            {
                parts.Add(PSValues.Unwrap(value) switch
                {
                    FileInfo file => new FormPart(name, FromFile(file.FullName, null), file.Name),
                    byte[] bytes => new FormPart(name, new BytesBody(bytes, ContentTypes.Binary), name),
                    IDictionary or PSObject => new FormPart(name, new BytesBody(JsonText.Write(value, "Form"), BytesBody.Json)),
                    XmlNode node => new FormPart(name, FromXml(node, null)),
                    _ => new FormPart(name, new BytesBody(NamedTexts.Text(value, "Form", name), "text/plain; charset=utf-8")),
                });
            }
        }

        return new FormBody(parts);
    }

    private static BytesBody FromText(string text, string contentType) => new(ContentTypes.EncodingOf(contentType).GetBytes(text), contentType);

    private static BytesBody FromXml(XmlNode node, string? contentType)
    {
        // What the document says of its encoding has to be true on the wire.
        string charSet = (node as XmlDocument)?.FirstChild is XmlDeclaration { Encoding.Length: > 0 } declaration ? declaration.Encoding : "utf-8";
        contentType ??= "text/xml";
        return FromText(node.OuterXml, MediaType.Parse(contentType).CharSet is null ? $"{contentType}; charset={charSet}" : contentType);
    }
}
