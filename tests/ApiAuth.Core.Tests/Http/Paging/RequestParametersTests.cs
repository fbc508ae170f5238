using System.Text;
using ApiAuth.Http;
using ApiAuth.Http.Bodies;
using ApiAuth.Http.Paging;

namespace ApiAuth.Core.Tests.Http.Paging;

public sealed class RequestParametersTests
{
    [Fact]
    public void A_parameter_goes_into_the_query_where_there_is_no_body()
    {
        var request = RequestParameters.With(new ApiRequest("api?cmd=x"), "start", 20L);

        Assert.Equal("api?cmd=x", request.Uri);
        Assert.Equal([new("start", "20")], request.Query);
    }

    [Fact]
    public void It_replaces_what_the_query_has()
    {
        var request = new ApiRequest("api") { Query = [new("start", "0"), new("limit", "5")] };

        Assert.Equal([new("limit", "5"), new("start", "20")], RequestParameters.With(request, "start", 20L).Query);
    }

    [Fact]
    public void It_replaces_what_the_address_has()
    {
        var request = RequestParameters.With(new ApiRequest("api?cmd=a%26b&start=0&q=x+y"), "start", 20L);

        Assert.Equal("api", request.Uri);
        Assert.Equal([new("cmd", "a&b"), new("q", "x y"), new("start", "20")], request.Query);
    }

    [Fact]
    public void An_object_with_a_member_twice_is_left_as_it_is()
    {
        var request = new ApiRequest("search") { Body = new BytesBody("""{"start":1,"start":2}""", BytesBody.Json) };

        Assert.Null(RequestParameters.FindNumber(request, "start"));
        Assert.Equal([new("start", "20")], RequestParameters.With(request, "start", 20L).Query);
    }

    [Fact]
    public void It_replaces_what_a_form_has()
    {
        var request = new ApiRequest("search") { Body = new BytesBody("q=a%26b&start=0", BytesBody.UrlEncoded) };

        Assert.Equal("q=a%26b&start=20", Text(RequestParameters.With(request, "start", 20L)));
    }

    [Theory]
    [InlineData("""{"start":0,"q":"ä"}""", """{"start":20,"q":"ä"}""")]
    [InlineData("""{"q":1}""", """{"q":1,"start":20}""")]
    public void It_goes_into_a_JSON_object_as_a_number(string before, string after)
    {
        var request = new ApiRequest("search") { Body = new BytesBody(before, "application/json; charset=utf-8") };
        var changed = RequestParameters.With(request, "start", 20L);

        Assert.Equal(after, System.Text.RegularExpressions.Regex.Unescape(Text(changed)));
        Assert.Equal("application/json; charset=utf-8", ((BytesBody)changed.Body!).ContentType);
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("{")]
    public void It_goes_into_the_query_where_the_body_is_no_JSON_object(string body)
    {
        var request = new ApiRequest("search") { Body = new BytesBody(body, BytesBody.Json) };

        Assert.Equal([new("start", "20")], RequestParameters.With(request, "start", 20L).Query);
    }

    [Fact]
    public void A_number_is_found_wherever_it_is()
    {
        Assert.Equal(7, RequestParameters.FindNumber(new ApiRequest("a?start=7"), "start"));
        Assert.Equal(7, RequestParameters.FindNumber(new ApiRequest("a") { Query = [new("start", "7")] }, "start"));
        Assert.Equal(7, RequestParameters.FindNumber(new ApiRequest("a") { Body = new BytesBody("start=7", BytesBody.UrlEncoded) }, "start"));
        Assert.Equal(7, RequestParameters.FindNumber(new ApiRequest("a") { Body = new BytesBody("""{"start":7}""", BytesBody.Json) }, "start"));
        Assert.Null(RequestParameters.FindNumber(new ApiRequest("a?start=x&restart=7"), "start"));
    }

    private static string Text(ApiRequest request) => Encoding.UTF8.GetString(((BytesBody)request.Body!).Bytes.Span);
}
