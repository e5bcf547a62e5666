using System.Text;

namespace Pedestal.Terminal.Tests;

public sealed class TerminalBytesTests
{
    [Fact]
    public void A_console_passes_what_it_needs_and_shows_any_other_byte_by_its_number()
    {
        Assert.Equal("\a> help\b \r\n\t~", Shown("\a> help\b \r\n\t~"));
        Assert.Equal(@"\x1b[2J\x1b]0;x" + "\a" + @"\x9b\x7f\x00\xe9", Shown("\u001b[2J\u001b]0;x\a\u009b\u007f\0\u00e9"));
    }

    static string Shown(string text) => Encoding.ASCII.GetString(TerminalBytes.Safe(Encoding.Latin1.GetBytes(text)));
}
