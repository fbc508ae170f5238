using ApiAuth.Http.Downloads;

namespace ApiAuth.Core.Tests.Http.Downloads;

public sealed class SafeFileNameTests
{
    private static readonly Uri Address = new("https://h/files/a%20b.jpg?x=1");

    [Theory]
    [InlineData("photo.jpg", "photo.jpg")]
    [InlineData("größe €.jpg", "größe €.jpg")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"..\..\boot.ini", "boot.ini")]
    [InlineData("C:evil.exe", "Cevil.exe")]
    [InlineData("/", "a b.jpg")]
    [InlineData("..", "a b.jpg")]
    [InlineData("...", "a b.jpg")]
    [InlineData("", "a b.jpg")]
    [InlineData(null, "a b.jpg")]
    [InlineData(".bashrc", "_bashrc")]
    [InlineData("nul", "_nul")]
    [InlineData("COM1.tar.gz", "_COM1.tar.gz")]
    [InlineData("aux .txt", "_aux .txt")]
    [InlineData("a\r\nb\0c.txt", "abc.txt")]
    [InlineData("photo\u202Egpj.exe", "photogpj.exe")]
    [InlineData("a\uFEFFb\U000E0041.txt", "ab.txt")]
    [InlineData("\u202E.bashrc", "_bashrc")]
    [InlineData("name. . ", "name")]
    [InlineData("a<b>|c?.txt", "abc.txt")]
    public void It_leads_nowhere_else(string? proposed, string expected) => Assert.Equal(expected, SafeFileName.From(proposed, Address));

    [Fact]
    public void A_long_name_keeps_its_extension()
    {
        string name = SafeFileName.From(new string('x', 300) + ".jpeg", Address);

        Assert.Equal(180, name.Length);
        Assert.EndsWith(".jpeg", name, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_without_a_name_gives_one_all_the_same() => Assert.Equal("download", SafeFileName.From(null, new Uri("https://h/")));
}
