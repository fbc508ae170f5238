using System.Collections;
using System.Management.Automation;
using System.Text;
using System.Xml;
using ApiAuth.Errors;
using ApiAuth.Http.Bodies;
using ApiAuth.PowerShell.Conversion.Json;

namespace ApiAuth.PowerShell.Requests;

/// <summary>Makes of <c>-Body</c> what is sent.</summary>
internal static class BodyBuilder
{
    /// <param name="body">Text, bytes, XML, a file or a stream as it is; anything else as JSON, or as a form where the Content-Type says so.</param>
    /// <param name="contentType">Null: the one that goes with the body.</param>
    /// <exception cref="ArgumentException">It can't be sent.</exception>
    public static RequestBody From(object body, string? contentType) => TextParts.Unwrap(body) switch
    {
        string text => FromText(text, contentType ?? ContentTypes.Guess(text)),
        byte[] bytes => new BytesBody(bytes, contentType ?? ContentTypes.Binary),
        XmlNode node => FromXml(node, contentType),
        FileInfo file => new FileBody(file.FullName, contentType ?? ContentTypes.Binary),
        Stream stream => new StreamBody(stream, contentType ?? ContentTypes.Binary),
        IDictionary members when ContentTypes.IsForm(contentType) => BytesBody.FromForm(TextParts.From(members, "Body")),
        _ => new BytesBody(JsonText.Write(body), contentType ?? ContentTypes.Json),
    };

    /// <param name="path">Full.</param>
    /// <param name="contentType">Null: bytes of any kind.</param>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static RequestBody FromFile(string path, string? contentType)
    {
        contentType ??= ContentTypes.Binary;
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);
        if (!file.CanSeek)
        {
            // A named pipe, which gives its content once.
            return new StreamBody(file, contentType);
        }

        file.Dispose();
        return new FileBody(path, contentType);
    }

    /// <param name="members">Files, bytes and texts; a list gives several parts of one name.</param>
    /// <exception cref="ArgumentException">A member can't be sent.</exception>
    public static FormBody FromForm(IDictionary members)
    {
        var parts = new List<FormPart>();
        foreach (DictionaryEntry member in members)
        {
            string name = TextParts.Text(member.Key);
            if (name.Length == 0)
            {
                throw InvalidInput.For("Form", "A name in it is empty.");
            }

            foreach (object? value in TextParts.Values(member.Value))
            {
                parts.Add(TextParts.Unwrap(value) switch
                {
                    FileInfo file => new FormPart(name, FromFile(file.FullName, null), file.Name),
                    byte[] bytes => new FormPart(name, new BytesBody(bytes, ContentTypes.Binary), name),
                    IDictionary or PSObject => new FormPart(name, new BytesBody(JsonText.Write(value), BytesBody.Json)),
                    _ => new FormPart(name, new BytesBody(TextParts.Text(value), "text/plain; charset=utf-8")),
                });
            }
        }

        return new FormBody(parts);
    }

    private static BytesBody FromText(string text, string contentType) => new(ContentTypes.EncodingOf(contentType).GetBytes(text), contentType);

    private static BytesBody FromXml(XmlNode node, string? contentType)
    {
        if ((node as XmlDocument)?.FirstChild is XmlDeclaration { Encoding.Length: > 0 } declaration && contentType is null)
        {
            contentType = $"text/xml; charset={declaration.Encoding}";
        }

        return FromText(node.OuterXml, contentType ?? ContentTypes.Xml);
    }
}
