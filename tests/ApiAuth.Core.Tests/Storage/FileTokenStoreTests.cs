using ApiAuth.Core.Tests.Support;
using ApiAuth.Http.Cookies;
using ApiAuth.Storage;
using ApiAuth.Tokens;

namespace ApiAuth.Core.Tests.Storage;

public sealed class FileTokenStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FileTokenStore _store;

    public FileTokenStoreTests() => _store = new FileTokenStore(_folder["tokens"], new NoProtection(), TimeProvider.System);

    private string Entry => Path.Combine(_folder["tokens"], "none", "key.token");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void All_that_a_login_brought_comes_back()
    {
        var issuedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        var jar = CookieJar.Empty.Apply(["a=1; Max-Age=60; Path=/x; Secure", "b=2; Domain=example.com"], new Uri("https://api.example.com/"), issuedAt);
        _store.Write("key", new StoredToken(new LoginResult(new Secret("value"))
        {
            IssuedAt = issuedAt,
            Lifetime = TimeSpan.FromMinutes(5),
            Companion = new Secret("companion"),
            Cookies = jar,
            Header = new("Bearer", "value"),
            Facts = new Dictionary<string, object> { ["SiteId"] = 501L, ["CompanyId"] = "ACME" },
        }));

        var result = _store.Read("key")!.Result;

        Assert.Equal(("value", "companion"), (result.Value.Reveal(), result.Companion!.Reveal()));
        Assert.Equal((issuedAt, TimeSpan.FromMinutes(5)), (result.IssuedAt!.Value, result.Lifetime!.Value));
        Assert.Equal("Bearer value", result.Header!.ToString());
        Assert.Equal(jar.Cookies, result.Cookies.Cookies);
        Assert.Equal(501L, result.Facts["SiteId"]);
        Assert.True(result.IsShared);
    }

    [Fact]
    [Scenario(20)]
    public void A_file_cut_at_any_byte_is_empty_and_can_be_written_again()
    {
        Write("old");
        byte[] whole = File.ReadAllBytes(Entry);
        for (int length = whole.Length - 1; length > 16; length--)
        {
            File.WriteAllBytes(Entry, whole[..length]);
            Assert.Null(_store.Read("key"));
        }

        Write("new");
        Assert.Equal("new", Read());
    }

    [Fact]
    [Scenario(20)]
    public void What_a_killed_process_left_is_removed_by_the_next()
    {
        Write("old");
        File.WriteAllText(Path.Combine(_folder["tokens"], "none", "key.dead.tmp"), "half");

        Write("new");

        Assert.Equal(["key.token"], Directory.GetFiles(Path.Combine(_folder["tokens"], "none")).Select(Path.GetFileName));
    }

    [Theory]
    [Scenario(23)]
    [InlineData("ApiAuth-Token 2\nwhat a newer version wrote")]
    [InlineData("ApiAuth-Token 99999999999999999999\nx")]
    [InlineData("{\"somebody\":\"else\"}")]
    [InlineData("x")]
    public void A_file_of_another_program_or_a_newer_version_is_neither_read_nor_touched_nor_cleared(string content)
    {
        Write("old");
        File.WriteAllText(Entry, content);

        Assert.Null(_store.Read("key"));
        Assert.Throws<IOException>(() => Write("new"));
        Assert.Equal(0, _store.Clear());
        Assert.Equal(content, File.ReadAllText(Entry));
    }

    [Fact]
    [Scenario(21)]
    public void Files_and_folders_are_closed_to_others()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes; its profile folders are closed to other users.");
        Write("value");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Entry));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder["tokens"]));
    }

    [Fact]
    [Scenario(21)]
    public void A_file_that_others_could_read_is_not_trusted_and_is_replaced_by_one_that_they_can_not()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        Write("old");
        File.SetUnixFileMode(Entry, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        File.SetUnixFileMode(_folder["tokens"], (UnixFileMode)0b111_101_101);

        Assert.Null(_store.Read("key"));
        Write("new");

        Assert.Equal("new", Read());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Entry));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder["tokens"]));
    }

    [Fact]
    [Scenario(21)]
    public void A_link_is_neither_followed_nor_replaced()
    {
        Write("old");
        string target = _folder["elsewhere"];
        File.Move(Entry, target);
        byte[] before = File.ReadAllBytes(target);
        File.CreateSymbolicLink(Entry, target);

        Assert.Null(_store.Read("key"));
        Assert.Throws<IOException>(() => Write("new"));
        Assert.Equal(before, File.ReadAllBytes(target));
    }

    [Fact]
    [Scenario(21)]
    public async Task A_folder_that_is_a_link_is_not_used()
    {
        Directory.CreateDirectory(_folder["real"]);
        Directory.CreateSymbolicLink(_folder["tokens"], _folder["real"]);

        Assert.Null(await _store.EnterAsync("key", TestContext.Current.CancellationToken));
        Assert.Throws<IOException>(() => Write("value"));
        Assert.Empty(Directory.GetFileSystemEntries(_folder["real"]));
    }

    [Fact]
    [Scenario(21)]
    public async Task A_session_goes_on_without_a_store_that_can_not_be_written_and_says_so()
    {
        await using var server = await TestServer.StartAsync();
        File.WriteAllText(_folder["tokens"], "a file where a folder should be");

        using var session = TestSession.WithStore(server.Address, TestSession.FourWayShop(), _store);
        await session.ConnectAsync(TestContext.Current.CancellationToken);

        Assert.Equal("""{"ok":true}""", await session.ReadAsync("x"));
        Assert.Single(session.Warnings);
    }

    [Fact]
    public void Clearing_removes_the_tokens_and_says_how_many()
    {
        Write("a");
        _store.Write("other", Token("b"));

        Assert.Equal(2, _store.Clear());
        Assert.Null(_store.Read("key"));
        Assert.Equal(0, _store.Clear());
    }

    [Fact]
    public void A_store_that_was_never_used_holds_nothing() => Assert.Equal(0, _store.Clear());

    private void Write(string value) => _store.Write("key", Token(value));

    private string? Read() => _store.Read("key")?.Result.Value.Reveal();

    private static StoredToken Token(string value) => new(new LoginResult(new Secret(value)) { IssuedAt = DateTimeOffset.UnixEpoch });
}
