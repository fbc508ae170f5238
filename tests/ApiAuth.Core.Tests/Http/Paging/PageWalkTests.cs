using ApiAuth.Http;
using ApiAuth.Http.Paging;

namespace ApiAuth.Core.Tests.Http.Paging;

public sealed class PageWalkTests
{
    private static readonly Uri Address = new("https://api.example.com/v1/list");

    private static readonly PageScheme Offset = new(PageKind.Offset) { Parameter = "start", Total = "total", More = "more" };

    private ulong _fingerprint;

    [Fact]
    public void An_offset_grows_by_what_came_until_the_total_is_reached()
    {
        var walk = new PageWalk(new ApiRequest("list"), Offset);

        Assert.Equal("20", Start(walk.After(Next(20) with { Total = 45 })));
        Assert.Equal("40", Start(walk.After(Next(20) with { Total = 45 })));
        Assert.Null(walk.After(Next(5) with { Total = 45 }));
    }

    [Fact]
    public void What_the_service_says_of_more_counts()
    {
        var walk = new PageWalk(new ApiRequest("list"), Offset);

        Assert.Equal("20", Start(walk.After(Next(20) with { More = true })));
        Assert.Null(walk.After(Next(20) with { More = false }));
    }

    [Fact]
    public void Without_total_and_more_an_empty_page_is_the_last()
    {
        var walk = new PageWalk(new ApiRequest("list"), Offset with { IsExplicit = true });

        Assert.Equal("20", Start(walk.After(Next(20))));
        Assert.Equal("23", Start(walk.After(Next(3))));
        Assert.Null(walk.After(Next(0)));
    }

    [Fact]
    public void A_page_shorter_than_asked_for_is_the_last()
    {
        var walk = new PageWalk(new ApiRequest("list"), Offset with { IsExplicit = true, SizeParameter = "limit", Size = 20 });

        Assert.Equal([new("limit", "20")], walk.First.Query);
        Assert.NotNull(walk.After(Next(20)));
        Assert.Null(walk.After(Next(19)));
    }

    [Theory]
    [InlineData("http://[")]
    [InlineData("https://api.example.com:99999/")]
    public void A_link_that_is_no_address_is_an_error(string link)
    {
        var walk = new PageWalk(new ApiRequest("list"), PageScheme.Link);

        Assert.Equal(ApiErrorId.InvalidResponse, Assert.Throws<ApiException>(() => walk.After(Next(20) with { Link = link })).ErrorId);
    }

    [Fact]
    public void It_begins_where_the_request_says_and_after_what_is_skipped()
    {
        var walk = new PageWalk(new ApiRequest("list?start=100"), Offset, skip: 11);

        Assert.Equal("111", Start(walk.First));
        Assert.Null(walk.After(Next(9) with { Total = 120 }));
    }

    [Fact]
    public void A_page_number_grows_by_one()
    {
        var walk = new PageWalk(new ApiRequest("list"), new PageScheme(PageKind.Number) { Parameter = "start", IsExplicit = true });

        Assert.Empty(walk.First.Query);
        Assert.Equal("2", Start(walk.After(Next(20))));
        Assert.Equal("3", Start(walk.After(Next(20))));
    }

    [Fact]
    public void A_mark_is_followed_until_there_is_none()
    {
        var walk = new PageWalk(new ApiRequest("list"), new PageScheme(PageKind.Cursor) { Parameter = "start", Next = "next" });

        Assert.Equal("b", Start(walk.After(Next(0) with { Next = "b" })));
        Assert.Null(walk.After(Next(20) with { Next = "" }));
    }

    [Theory]
    [InlineData("?page=2", "https://api.example.com/v1/list?page=2")]
    [InlineData("/other", "https://api.example.com/other")]
    [InlineData("https://api.example.com/v1/list?page=2", "https://api.example.com/v1/list?page=2")]
    public void A_link_is_relative_to_its_page_and_brings_its_own_query(string link, string expected)
    {
        var walk = new PageWalk(new ApiRequest("list") { Query = [new("page", "1")] }, PageScheme.Link);
        var next = walk.After(Next(20) with { Link = link })!;

        Assert.Equal(expected, next.Uri);
        Assert.Empty(next.Query);
    }

    [Fact]
    public void A_link_goes_before_the_scheme_of_the_service_but_not_before_that_of_the_user()
    {
        var page = Next(20) with { Link = "?page=2", Total = 40 };

        Assert.EndsWith("?page=2", new PageWalk(new ApiRequest("list"), Offset).After(page)!.Uri, StringComparison.Ordinal);
        Assert.Equal("20", Start(new PageWalk(new ApiRequest("list"), Offset with { IsExplicit = true }).After(page)));
    }

    [Fact]
    public void A_list_that_goes_by_links_ends_where_there_is_none()
    {
        var walk = new PageWalk(new ApiRequest("list"), Offset);

        Assert.NotNull(walk.After(Next(20) with { Link = "?page=2" }));
        Assert.Null(walk.After(Next(20) with { Total = 45 }));
    }

    [Fact]
    public void A_list_that_has_none_of_the_marks_of_the_services_pages_is_whole() =>
        Assert.Null(new PageWalk(new ApiRequest("list"), Offset).After(Next(20)));

    [Fact]
    public void The_same_items_twice_are_an_error()
    {
        var walk = new PageWalk(new ApiRequest("list"), Offset);
        var page = Next(20);
        walk.After(page);

        Assert.Equal(ApiErrorId.InvalidResponse, Assert.Throws<ApiException>(() => walk.After(page)).ErrorId);
    }

    [Fact]
    public void A_circle_of_links_is_an_error()
    {
        var walk = new PageWalk(new ApiRequest("list"), PageScheme.Link);
        walk.After(Next(1) with { Link = "?page=2" });

        Assert.Throws<ApiException>(() => walk.After(Next(1) with { Link = "?page=2" }));
    }

    [Fact]
    public void A_link_back_to_the_first_page_is_an_error() =>
        Assert.Throws<ApiException>(() => new PageWalk(new ApiRequest("list"), PageScheme.Link).After(Next(1) with { Link = "/v1/list" }));

    [Fact]
    public void A_mark_given_twice_is_an_error()
    {
        var walk = new PageWalk(new ApiRequest("list"), new PageScheme(PageKind.Cursor) { Parameter = "start" });
        walk.After(Next(1) with { Next = "b" });

        Assert.Throws<ApiException>(() => walk.After(Next(1) with { Next = "b" }));
    }

    [Fact]
    public void More_items_that_never_come_are_an_error() =>
        Assert.Throws<ApiException>(() => new PageWalk(new ApiRequest("list"), Offset).After(Next(0) with { More = true }));

    private Page Next(int count) => new(Address, count, ++_fingerprint);

    private static string? Start(ApiRequest? request) => request?.Query.Single(static pair => pair.Key == "start").Value;
}
