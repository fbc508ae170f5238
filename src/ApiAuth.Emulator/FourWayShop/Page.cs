using ApiAuth.Emulator.Hosting;

namespace ApiAuth.Emulator.FourWayShop;

/// <summary>Paged lists: start (from 0) and limit (20), in the query or in a JSON body.</summary>
internal static class Page
{
    private const int DefaultLimit = 20;

    public static async Task WriteAsync<TRow>(HttpContext context, IEnumerable<TRow> rows)
    {
        Range? posted = HttpMethods.IsPost(context.Request.Method) && RequestBody.IsPresent(context)
            ? await RequestBody.ReadJsonAsync<Range>(context)
            : new Range();
        if (posted is null
            || Number(context, "start", posted.Start ?? 0) is not (>= 0 and var start)
            || Number(context, "limit", posted.Limit ?? DefaultLimit) is not (>= 0 and var limit))
        {
            await FourWayShopErrors.BadRequestAsync(context, "start and limit are numbers that are not negative");
            return;
        }

        List<TRow> found = [.. rows.Skip(start).Take(limit)];
        await Answer.JsonAsync(context, new
        {
            valueObjectList = found,
            moreRows = rows.Skip(start + found.Count).Any(),
            resultSetLength = found.Count,
        });
    }

    /// <summary>From the query, which goes first; null where that holds no number.</summary>
    private static int? Number(HttpContext context, string name, int otherwise) => (string?)context.Request.Query[name] is not { } text
        ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private sealed record Range(int? Start = null, int? Limit = null);
}
