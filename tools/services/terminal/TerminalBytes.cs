using System.Globalization;

namespace Pedestal.Terminal;

/// <summary>
/// Filters what a pedestal's console sends before it reaches the screen. Printable ASCII, line ends, tabs, backspaces and the
/// bell pass, which is all that the console needs. Any other byte is shown as its number.
/// </summary>
public static class TerminalBytes
{
    /// <summary>The bytes in a form that is safe to show.</summary>
    public static byte[] Safe(ReadOnlySpan<byte> bytes)
    {
        var safe = new List<byte>(bytes.Length);
        foreach (var value in bytes)
        {
            if (value is (>= (byte)' ' and <= (byte)'~') or (byte)'\r' or (byte)'\n' or (byte)'\t' or (byte)'\b' or (byte)'\a')
            {
                safe.Add(value);
            }
            else
            {
                safe.AddRange([(byte)'\\', (byte)'x', Digit(value >> 4), Digit(value & 15)]);
            }
        }

        return [.. safe];
    }

    static byte Digit(int value) => (byte)value.ToString("x", CultureInfo.InvariantCulture)[0];
}
