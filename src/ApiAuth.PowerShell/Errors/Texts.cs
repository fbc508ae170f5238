using System.Globalization;
using System.Resources;
using System.Runtime.CompilerServices;

namespace ApiAuth.PowerShell.Errors;

/// <summary>The texts of <c>Texts.resx</c>, each by the member of its name.</summary>
internal static class Texts
{
    private static readonly ResourceManager Resources = new("ApiAuth.PowerShell.Errors.Texts", typeof(Texts).Assembly);

    public static string FileAccessFailed => Get();

    public static string InvalidArgument(string parameter) => Format(parameter);

    public static string InvalidArgumentMessage(string parameter, string message) => Format(parameter, message);

    private static string Get([CallerMemberName] string name = "") =>
        Resources.GetString(name, CultureInfo.InvariantCulture) ?? throw new ArgumentOutOfRangeException(nameof(name), name, "There is no text of this name.");

    private static string Format(string first, string? second = null, string? third = null, [CallerMemberName] string name = "") =>
        string.Format(CultureInfo.CurrentCulture, Get(name), first, second, third);
}
