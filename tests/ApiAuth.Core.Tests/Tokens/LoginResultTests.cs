using ApiAuth.Storage;
using ApiAuth.Tokens;

namespace ApiAuth.Core.Tests.Tokens;

public sealed class LoginResultTests
{
    [Fact]
    public void Its_text_holds_no_secret()
    {
        var result = new LoginResult(new Secret("canary")) { Header = new("Bearer", "canary"), Companion = new Secret("canary") };

        Assert.DoesNotContain("canary", $"{result} {new StoredToken(result)}", StringComparison.Ordinal);
    }
}
