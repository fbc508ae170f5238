using ApiAuth.Errors;
using ApiAuth.Http.Bodies;

namespace ApiAuth.Core.Tests.Http.Bodies;

public sealed class ContentTypeTests
{
    [Fact]
    public void What_is_no_media_type_is_named_whatever_kind_of_body_it_is_for()
    {
        const string none = "no media type";
        Func<RequestBody>[] bodies =
        [
            static () => new BytesBody("", none),
            static () => new FileBody("file.bin", none),
            static () => new PipeBody("file.bin", none),
            static () => new StreamBody(Stream.Null, none),
            static () => new WrittenBody(static _ => { }, none),
        ];

        Assert.All(bodies, static create => Assert.Equal("ContentType", Assert.Throws<InvalidInputException>(create).ParamName));
    }
}
