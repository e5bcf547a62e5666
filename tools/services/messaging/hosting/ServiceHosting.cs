using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Pedestal.Messaging;

/// <summary>The setup common to every service's host.</summary>
public static class ServiceHosting
{
    /// <summary>
    /// The command line for a host that reads its settings once: none can change while it runs, and watching the folder costs a
    /// wake-up for every database write in it.
    /// </summary>
    public static string[] ReadOnce(string[] arguments) => [.. arguments, "--hostBuilder:reloadConfigOnChange=false"];

    /// <summary>
    /// The log: one line per entry, with its time (UTC) and its scope (<see cref="RequestScope"/>). No colours: they are escape
    /// sequences, and none may reach the terminal, because part of the logged text comes from outside.
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
