using System.Security.Cryptography;

namespace ApiAuth.Storage;

/// <summary>Keeps what is written outside the process from other eyes.</summary>
internal interface IDataProtection
{
    /// <summary>Which one, fit for the name of a folder: what one has written, another can't read.</summary>
    string Name { get; }

    byte[] Protect(ReadOnlySpan<byte> data);

    /// <exception cref="CryptographicException">It was written by another, or is not whole.</exception>
    byte[] Unprotect(ReadOnlySpan<byte> data);
}
