using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Pedestal.Messaging;

/// <summary>What every service's host is set up with.</summary>
public static class ServiceHosting
{
    /// <summary>
    /// The command line for a host that reads its settings once: nothing of them can change while it runs, and watching the
    /// folder costs a wake-up for every write of a database in it.
    /// </summary>
    public static string[] ReadOnce(string[] arguments) => [.. arguments, "--hostBuilder:reloadConfigOnChange=false"];

    /// <summary>
    /// The log: a line an entry, with its instant (UTC) and what it belongs to (<see cref="RequestScope"/>). Without colours:
    /// they are escape sequences, and none of those may reach the terminal, as not all text in a log is ours.
    /// </summary>
    public static void AddServiceLog(this ILoggingBuilder logging) => logging.AddSimpleConsole(console =>
    {
        console.SingleLine = true;
        console.IncludeScopes = true;
        console.UseUtcTimestamp = true;
        console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
        console.ColorBehavior = LoggerColorBehavior.Disabled;
    });
}
