using ApiAuth.Storage;
using ApiAuth.Tokens;

namespace ApiAuth.Soak;

/// <summary>Holds the lock and writes, again and again, until it is killed; says when it has written once.</summary>
internal static class CacheWriter
{
    public static async Task<int> RunAsync(string folder)
    {
        var store = new FileTokenStore(folder, new NoProtection(), TimeProvider.System);
        for (int number = 0; ; number++)
        {
            if (number == 1)
            {
                Console.WriteLine("ready");
            }

            using var turn = await store.EnterAsync("entry", CancellationToken.None) ?? throw new InvalidOperationException("The lock is not free.");
            if (store.Read("entry") is null && number > 0)
            {
                throw new InvalidOperationException("The entry is torn.");
            }

            store.Write("entry", new StoredToken(new LoginResult(new Secret(new string('x', 20_000))) { IssuedAt = DateTimeOffset.UtcNow }));
        }
    }
}
