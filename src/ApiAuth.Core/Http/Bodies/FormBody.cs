namespace ApiAuth.Http.Bodies;

/// <summary>A multipart form (RFC 7578).</summary>
internal sealed class FormBody(IReadOnlyList<FormPart> parts) : RequestBody
{
    public IReadOnlyList<FormPart> Parts => parts;

    public override bool CanRepeat => parts.All(static part => part.Body.CanRepeat);

    public override HttpContent CreateContent(TransferMeter? meter = null)
    {
        var form = new MultipartFormDataContent();
        try
        {
            foreach (var part in parts)
            {
                Add(form, part, part.Body.CreateContent(meter));
            }

            return form;
        }
        catch
        {
            form.Dispose();
            throw;
        }
    }

    /// <summary>Only the members that are in memory and no files.</summary>
    /// <param name="longest">In bytes, of each.</param>
    public FormBody WithoutFiles(int longest) =>
        new([.. parts.Where(part => part.FileName is null && part.Body is BytesBody body && body.Bytes.Length <= longest)]);

    private static void Add(MultipartFormDataContent form, FormPart part, HttpContent content)
    {
        if (part.FileName is null)
        {
            form.Add(content, Escape(part.Name));
        }
        else
        {
            form.Add(content, Escape(part.Name), Escape(part.FileName));
        }
    }

    // What would end the quoted text that a name stands in, as browsers write it (WHATWG HTML, multipart/form-data encoding algorithm).
    private static string Escape(string name) => name
        .Replace("\"", "%22", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);
}
