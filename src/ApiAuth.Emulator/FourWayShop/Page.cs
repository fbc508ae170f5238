using System.Text.Json;
using ApiAuth.Emulator.Hosting;

namespace ApiAuth.Emulator.FourWayShop;

/// <summary>Paged lists: start (from 0) and limit (20), in the query or in a JSON body.</summary>
internal static class Page
{
    private const int DefaultLimit = 20;

    public static async Task WriteAsync<TRow>(HttpContext context, IEnumerable<TRow> rows)
    {
        JsonElement? body = HttpMethods.IsPost(context.Request.Method) ? await RequestBody.ReadJsonObjectAsync(context) : null;
        if (Number("start", 0) is not { } start || Number("limit", DefaultLimit) is not { } limit)
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

        int? Number(string name, int @default)
        {
            string? text = (string?)context.Request.Query[name] ?? body?.Text(name);
            return text is null ? @default : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
        }
    }
}
