using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ApiAuth.Benchmarks;

/// <summary>
/// A list in pages, in each of the ways in which services give one: <c>count</c> items, <c>limit</c> of them in a page. With <c>stuck</c> it
/// gives its first page again and again.
/// </summary>
internal static class PagedItems
{
    public static Task WriteAsync(HttpContext context, string scheme)
    {
        int count = Number(context, "count", 10_000);
        int limit = Number(context, "limit", 100);
        int asked = scheme switch
        {
            "offset" => Number(context, "offset", 0),
            "cursor" => Number(context, "after", 0),
            _ => (Number(context, "page", 1) - 1) * limit,
        };
        int start = context.Request.Query.ContainsKey("stuck") ? 0 : asked;
        int end = Math.Min(start + limit, count);
        bool hasMore = end < count;
        object[] items = [.. Enumerable.Range(start + 1, Math.Max(0, end - start)).Select(static number => new { id = number, name = $"Item {number}" })];
        if (scheme == "link" && hasMore)
        {
            context.Response.Headers.Link = FormattableString.Invariant(
                $"<?page=1&limit={limit}&count={count}>; rel=\"first\", <?page={(end / limit) + 1}&limit={limit}&count={count}>; rel=\"next\"");
        }

        object answer = scheme switch
        {
            "link" => items,
            "cursor" => new { items, next = hasMore ? end.ToString(CultureInfo.InvariantCulture) : null },
            "offset" => new { items, total = count },
            _ => new { data = new { rows = items }, hasMore },
        };
        return context.Response.WriteAsJsonAsync(answer, JsonSerializerOptions.Web);
    }

    private static int Number(HttpContext context, string name, int @default) =>
        int.TryParse(context.Request.Query[name], CultureInfo.InvariantCulture, out int number) ? number : @default;
}
