using System.Text;
using ApiAuth.Core.Tests.Support;
using ApiAuth.Http;

namespace ApiAuth.Core.Tests.Http;

public sealed class JsonPeekTests
{
    [Theory]
    [Scenario(34)]
    [InlineData("{\"message\":\"gi\u00E0\"}", "gi\u00E0")]
    [InlineData("{\"message\":\"gi\u00E0 \\n\"}", "gi\u00E0 \\n")]
    [InlineData("{\"message\":\"a\\ud800b\"}", "a\\ud800b")]
    [InlineData("{\"a\u00E0\":1,\"message\":\"b\"}", "b")]
    [InlineData("{\"m\\ud800\":1,\"message\":\"b\"}", "b")]
    [InlineData("{\"message\":\"\\u00e0\"}", "\u00E0")]
    public void What_is_no_text_in_JSON_is_shown_as_well_as_it_can_be(string latin1, string expected) =>
        Assert.Equal(expected, JsonPeek.Member(Encoding.Latin1.GetBytes(latin1), "message"u8));
}
