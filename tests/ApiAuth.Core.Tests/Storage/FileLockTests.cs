using ApiAuth.Core.Tests.Support;
using ApiAuth.Storage;
using Microsoft.Extensions.Time.Testing;

namespace ApiAuth.Core.Tests.Storage;

public sealed class FileLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_is_one_holders_until_that_one_lets_go()
    {
        using (var held = FileLock.TryOpen(_folder["x.lock"]))
        {
            Assert.NotNull(held);
            Assert.Null(FileLock.TryOpen(_folder["x.lock"]));
        }

        using var next = FileLock.TryOpen(_folder["x.lock"]);
        Assert.NotNull(next);
    }

    [Fact]
    [Scenario(21)]
    public void A_file_that_is_there_and_can_not_be_opened_is_not_held_by_another()
    {
        File.CreateSymbolicLink(_folder["x.lock"], _folder["x.lock"]);

        Assert.ThrowsAny<IOException>(() => FileLock.TryOpen(_folder["x.lock"]));
    }

    [Fact]
    [Scenario(21)]
    public async Task A_login_does_not_wait_for_a_lock_that_can_not_be_opened()
    {
        var store = new FileTokenStore(_folder["tokens"], new NoProtection(), new FakeTimeProvider());
        (await store.EnterAsync("key", TestContext.Current.CancellationToken))!.Dispose();
        string path = Path.Combine(_folder["tokens"], "none", "key.lock");
        File.Delete(path);
        File.CreateSymbolicLink(path, path);

        var entering = store.EnterAsync("key", TestContext.Current.CancellationToken);

        Assert.True(entering.IsCompleted);
        Assert.Null(await entering);
    }
}
