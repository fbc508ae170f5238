namespace ApiAuth.Emulator.Hosting;

/// <summary>The two addresses of a running server, known once it listens.</summary>
internal sealed class Origins
{
    private Uri? _main;
    private Uri? _other;

    public Uri Main => _main ?? throw new InvalidOperationException("The server does not listen yet.");

    public Uri Other => _other ?? throw new InvalidOperationException("The server does not listen yet.");

    public void Set(Uri main, Uri other) => (_main, _other) = (main, other);

    public string NameOf(HttpContext context) => context.Connection.LocalPort == Other.Port ? "other" : "main";
}
