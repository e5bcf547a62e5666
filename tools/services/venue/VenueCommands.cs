using System.CommandLine;
using Pedestal.Matcher;

namespace Pedestal.Venue;

/// <summary>The command line.</summary>
public static class VenueCommands
{
    static string About => $"""
        A venue in one process: finds out whose palm it is and redeems that person's ticket.

        First give every pedestal its keys, then import tickets and run it:

          provision --venue demo --device gate-1
          import tools/services/ticketing/tickets.csv
          event open tonight
          run

        By default one process contains everything: MQTT broker (port 1883), ticketing, matcher and SQLite. Settings are
        the section "Matcher" of the usual .NET configuration: appsettings.json, environment variables
        (Matcher__Broker__Port) or the command line, each with its default:

        {MatcherHelp.Settings.Text()}
        {VenueHelp.Settings.Text()}
          --urls=http://localhost:5000              address of the HTTP API, see /openapi/v1.json

        For Mosquitto with TLS and accounts, "certificates" creates all files and prints the command lines.
        """;

    /// <summary>All commands; "run" is the default.</summary>
    public static RootCommand Root() => MatcherCommands.Root(
        About, new Command("run", "Runs the venue until it is stopped (the default)."), VenueHost.Create,
        [
            ProvisionCommand.Create(), RotateCommand.Create(), CertificatesCommand.Create(), AccountCommands.Import(),
            .. AccountCommands.OfTicketing(), AccountCommands.Pretix(), AccountCommands.Delete(),
        ]);
}
