using System.Security.Cryptography;
using System.Text;

namespace ApiAuth.Emulator.Hosting;

internal static class Secret
{
    /// <summary>A new random token in standard base64, whose +, / and = must survive queries, forms and XML.</summary>
    public static string NewBase64(int bytes = 48) => Convert.ToBase64String(RandomNumberGenerator.GetBytes(bytes));

    /// <summary>A new random token of letters and digits.</summary>
    public static string NewText(int length = 22) =>
        RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789", length);

    public static bool Same(string? left, string? right) =>
        left is not null && right is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
}
