namespace ApiAuth.Storage;

/// <summary>None but the mode of the file: whoever can read the user's files can read it.</summary>
internal sealed class NoProtection : IDataProtection
{
    public string Name => "none";

    public byte[] Protect(ReadOnlySpan<byte> data) => data.ToArray();

    public byte[] Unprotect(ReadOnlySpan<byte> data) => data.ToArray();
}
