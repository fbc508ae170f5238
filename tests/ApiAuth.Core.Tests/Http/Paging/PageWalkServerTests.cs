using System.Globalization;
using System.Text.Json;
using ApiAuth.Core.Tests.Support;
using ApiAuth.Http;
using ApiAuth.Http.Paging;
using Microsoft.AspNetCore.Http;

namespace ApiAuth.Core.Tests.Http.Paging;

/// <summary>Walks over real pages of 10,000 items.</summary>
public sealed class PageWalkServerTests
{
    private const int Items = 10_000;
    private const int PageSize = 128;

    private static readonly Dictionary<string, PageScheme> Schemes = new()
    {
        ["link"] = PageScheme.Link,
        ["cursor"] = new(PageKind.Cursor) { Parameter = "from", IsExplicit = true },
        ["cursor-address"] = new(PageKind.Cursor) { IsExplicit = true },
        ["offset"] = new(PageKind.Offset) { Parameter = "from", IsExplicit = true },
        ["number"] = new(PageKind.Number) { Parameter = "page", FirstNumber = 0, IsExplicit = true },
    };

    [Theory]
    [InlineData("link")]
    [InlineData("cursor")]
    [InlineData("cursor-address")]
    [InlineData("offset")]
    [InlineData("number")]
    public async Task Each_item_comes_once(string kind)
    {
        await using var server = await TestServer.StartAsync();
        server.OnRequest = context => AnswerAsync(context, kind);
        using var session = await TestSession.ConnectedAsync(server.Address, TestSession.FourWayShop());
        var walk = new PageWalk(new ApiRequest("list"), Schemes[kind]);
        var numbers = new List<int>();

        for (var request = walk.First; request is not null;)
        {
            var (page, items) = await FetchAsync(session, request);
            numbers.AddRange(items);
            request = walk.After(page);
        }

        Assert.Equal(Enumerable.Range(0, Items), numbers);
        Assert.InRange(server.Requests, (Items / PageSize) + 1, (Items / PageSize) + 2);
    }

    private static async Task<(Page Page, int[] Items)> FetchAsync(ApiSession session, ApiRequest request)
    {
        using var answer = await session.SendAsync(request, TestContext.Current.CancellationToken);
        using var document = JsonDocument.Parse(await answer.ReadAsync());
        int[] items = document.RootElement.GetProperty("items").Deserialize<int[]>()!;
        var page = new Page(answer.RequestUri, items.Length, (ulong)items.FirstOrDefault(-1))
        {
            Link = answer.NextLink,
            Next = document.RootElement.GetProperty("next").GetString(),
        };
        return (page, items);
    }

    private static Task AnswerAsync(HttpContext context, string kind)
    {
        int from = kind == "number" ? Number(context, "page") * PageSize : Number(context, "from");
        int[] items = [.. Enumerable.Range(0, Items).Skip(from).Take(PageSize)];
        string? next = from + items.Length < Items ? (from + items.Length).ToString(CultureInfo.InvariantCulture) : null;
        if (kind == "link" && next is not null)
        {
            context.Response.Headers.Link = $"<?from={next}>; rel=\"next\"";
        }

        string? mark = kind == "cursor" ? next : kind == "cursor-address" && next is not null ? $"/list?from={next}" : null;
        return TestServer.JsonAsync(context, JsonSerializer.Serialize(new { items, next = mark }));
    }

    private static int Number(HttpContext context, string name) =>
        int.TryParse(context.Request.Query[name], CultureInfo.InvariantCulture, out int number) ? number : 0;
}
