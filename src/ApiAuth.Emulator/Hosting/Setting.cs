using System.Runtime.CompilerServices;

namespace ApiAuth.Emulator.Hosting;

internal static class Setting
{
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public static int NotNegative(int value, [CallerMemberName] string name = "")
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value, name);
        return value;
    }
}
