using System.Text;
using ApiAuth.Http.Bodies;

namespace ApiAuth.Core.Tests.Http.Bodies;

public sealed class ReplacingStreamTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain", "plain")]
    [InlineData("{mark}", "V")]
    [InlineData("a{mark}b{mark}{mark}c", "aVbVVc")]
    [InlineData("{{mark}", "{V")]
    [InlineData("{mar{mark}}", "{marV}")]
    [InlineData("{mar", "{mar")]
    [InlineData("{mark {m} x", "{mark {m} x")]
    public void Replaces_the_marker_wherever_the_writes_are_cut(string text, string expected)
    {
        for (int size = 1; size <= text.Length + 1; size++)
        {
            using var result = new MemoryStream();
            using (var replacing = new ReplacingStream(result, "{mark}"u8.ToArray(), "V"u8.ToArray()))
            {
                foreach (byte[] part in Encoding.UTF8.GetBytes(text).Chunk(size))
                {
                    replacing.Write(part);
                    replacing.Flush();
                }

                Assert.Equal(expected.Count(static letter => letter == 'V'), replacing.Count);
            }

            Assert.Equal(expected, Encoding.UTF8.GetString(result.ToArray()));
        }
    }
}
