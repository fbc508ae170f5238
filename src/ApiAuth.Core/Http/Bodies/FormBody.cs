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

    private static void Add(MultipartFormDataContent form, FormPart part, HttpContent content)
    {
        if (part.FileName is null)
        {
            form.Add(content, part.Name);
        }
        else
        {
            form.Add(content, part.Name, part.FileName);
        }
    }

    /// <summary>Only the members that are in memory and no files.</summary>
    /// <param name="longest">In bytes, of each.</param>
    public FormBody WithoutFiles(int longest) =>
        new([.. parts.Where(part => part.FileName is null && part.Body is BytesBody body && body.Bytes.Length <= longest)]);
}
