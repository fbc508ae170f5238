namespace ApiAuth.Emulator.Elvis;

/// <summary>Parameters from the query and from a form, urlencoded or multipart; the form goes first.</summary>
internal sealed class ElvisParameters
{
    private readonly IQueryCollection _query;
    private readonly IFormCollection? _form;

    private ElvisParameters(IQueryCollection query, IFormCollection? form) => (_query, _form) = (query, form);

    public string? this[string name] => _form is not null && _form.TryGetValue(name, out var value) ? value : (string?)_query[name];

    public static async Task<ElvisParameters> ReadAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        return new ElvisParameters(request.Query, request.HasFormContentType ? await request.ReadFormAsync(context.RequestAborted) : null);
    }

    /// <summary>Null where it is no number from 0 on.</summary>
    public int? Number(string name, int @default) => this[name] is not { } text
        ? @default
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
