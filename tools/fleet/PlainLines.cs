using Spectre.Console;

namespace Pedestal.Fleet;

/// <summary>Lines that are also read by programs.</summary>
static class PlainLines
{
    /// <summary>Writes a line as it is, where <see cref="IAnsiConsole"/> would break it at the width of a terminal.</summary>
    public static void Say(this IAnsiConsole console, string line) => console.Profile.Out.Writer.WriteLine(line);
}
