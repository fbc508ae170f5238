using ApiAuth.Core.Tests.Support;
using ApiAuth.Storage;

namespace ApiAuth.Core.Tests.Storage;

public sealed class ClientIdStoreTests : IDisposable
{
    private static readonly Uri Server = new("https://dam.example.com/");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();
    private readonly ClientIdStore _store;

    public ClientIdStoreTests() => _store = new ClientIdStore(Path.Combine(_folder.FullName, "clients"));

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void An_id_is_made_once() => Assert.Equal(_store.GetOrCreate(Server, "ada"), _store.GetOrCreate(Server, "ada"));

    [Fact]
    public void Each_server_and_user_has_its_own()
    {
        Guid[] ids = [_store.GetOrCreate(Server, "ada"), _store.GetOrCreate(Server, "bob"), _store.GetOrCreate(new Uri("https://dam.example.com:8443/"), "ada")];
        Assert.Equal(3, ids.Distinct().Count());
    }

    [Fact]
    public void A_server_is_its_origin_whatever_the_path() =>
        Assert.Equal(_store.GetOrCreate(Server, "ada"), _store.GetOrCreate(new Uri("https://DAM.example.com/assets/"), "ada"));

    [Fact]
    [Scenario(20)]
    public void What_is_torn_is_replaced()
    {
        var first = _store.GetOrCreate(Server, "ada");
        string file = Assert.Single(Directory.GetFiles(Path.Combine(_folder.FullName, "clients")));
        File.WriteAllText(file, "8e22");
        var second = _store.GetOrCreate(Server, "ada");
        Assert.NotEqual(first, second);
        Assert.Equal(second, _store.GetOrCreate(Server, "ada"));
    }

    [Fact]
    public void Many_at_once_agree_and_leave_one_file()
    {
        var ids = new Guid[64];
        Parallel.For(0, ids.Length, index => ids[index] = _store.GetOrCreate(Server, "ada"));
        Assert.Single(ids.Distinct());
        Assert.Single(Directory.GetFiles(Path.Combine(_folder.FullName, "clients")));
    }

    [Fact]
    [Scenario(21)]
    public void Only_the_owner_can_read_it()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes; the folder of the user is closed by itself.");
            return;
        }

        _store.GetOrCreate(Server, "ada");
        string folder = Path.Combine(_folder.FullName, "clients");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Directory.GetFiles(folder)[0]));
    }
}
