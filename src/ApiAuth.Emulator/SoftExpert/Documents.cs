using ApiAuth.Emulator.Hosting;

namespace ApiAuth.Emulator.SoftExpert;

internal static class Documents
{
    /// <summary>Any id that begins with "DOC" exists.</summary>
    public static async Task ViewAsync(HttpContext context)
    {
        string? id = (await RequestBody.ReadJsonAsync<Request>(context))?.Iddocument;
        if (string.IsNullOrEmpty(id))
        {
            await Answer.JsonAsync(context, new { message = "iddocument is required.", status = 400 }, StatusCodes.Status400BadRequest);
            return;
        }

        if (!id.StartsWith("DOC", StringComparison.Ordinal))
        {
            await Answer.JsonAsync(context, new { message = "Document not found.", status = 404 }, StatusCodes.Status404NotFound);
            return;
        }

        await Answer.JsonAsync(context, new
        {
            @return = new { iddocument = id, nmtitle = $"Document {id}", idrevision = "00", fgstatus = 2, nmcategory = "Instrução" },
        });
    }

    private sealed record Request(string? Iddocument);
}
