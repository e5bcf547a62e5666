using Pedestal.Terminal;
using Spectre.Console;

namespace Pedestal.Fleet;

/// <summary>Lines that programs read too.</summary>
static class PlainLines
{
    /// <summary>
    /// Writes a line in printable form, without the line breaks that <see cref="IAnsiConsole"/> would add at the terminal's
    /// width.
    /// </summary>
    public static void Say(this IAnsiConsole console, string line) =>
        console.Profile.Out.Writer.WriteLine(TerminalText.Safe(line));
}
