using ApiAuth.Http.Paging;

namespace ApiAuth.Core.Tests.Http.Paging;

public sealed class LinkHeaderTests
{
    [Theory]
    [InlineData("<https://h/p?page=2>; rel=\"next\"", "https://h/p?page=2")]
    [InlineData("<a>; rel=prev, <b>; rel=next", "b")]
    [InlineData("<a>;rel=\"last next\"", "a")]
    [InlineData("<a>; title=\"x, <b>; rel=next\"; rel=\"NEXT\"", "a")]
    [InlineData("<a?x=1,2;3>; rel=next", "a?x=1,2;3")]
    [InlineData("< a >; REL = next", "a")]
    [InlineData("<a>; rel=prev; rel=next", null)]
    [InlineData("<a>; anchor=\"\\\"\"; rel=next", "a")]
    [InlineData("<a>; rel=\"next", "a")]
    [InlineData("<a>", null)]
    [InlineData("<a", null)]
    [InlineData("", null)]
    [InlineData("no link at all; rel=next", null)]
    public void It_finds_the_next_page(string header, string? expected) =>
        Assert.Equal(expected, LinkHeader.Find([header], "next"));

    [Fact]
    public void It_looks_at_every_header() => Assert.Equal("b", LinkHeader.Find(["<a>; rel=first", "<b>; rel=next"], "next"));
}
