using System.Security.Cryptography;
using System.Text;

namespace ApiAuth.Tokens;

/// <summary>A password, a key or a token: it leaves only by <see cref="Reveal"/>.</summary>
internal sealed class Secret : IEquatable<Secret>
{
    private readonly string _value;

    /// <param name="value">What to keep.</param>
    /// <exception cref="ArgumentException">The value is empty.</exception>
    public Secret(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        _value = value;
    }

    public string Reveal() => _value;

    public bool Equals(Secret? other) =>
        other is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(_value), Encoding.UTF8.GetBytes(other._value));

    public override bool Equals(object? obj) => Equals(obj as Secret);

    public override int GetHashCode() => _value.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => "***";
}
