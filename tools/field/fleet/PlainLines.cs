using Pedestal.Terminal;
using Spectre.Console;

namespace Pedestal.Fleet;

/// <summary>Lines that are also read by programs.</summary>
static class PlainLines
{
    /// <summary>
    /// Writes a line, safe for a terminal, where <see cref="IAnsiConsole"/> would break it at the width of one.
    /// </summary>
    public static void Say(this IAnsiConsole console, string line) =>
        console.Profile.Out.Writer.WriteLine(TerminalText.Safe(line));
}
