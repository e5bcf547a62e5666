using System.Globalization;

namespace Pedestal.Terminal;

/// <summary>
/// What a pedestal's console sends, on its way to the screen: printable ASCII, line ends, tabs, backspaces and the bell, which is all
/// that it needs. Any other byte is shown by its number.
/// </summary>
public static class TerminalBytes
{
    /// <summary>The bytes as they may be shown.</summary>
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
