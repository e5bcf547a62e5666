using System.CommandLine;

namespace Pedestal.Ticketing;

/// <summary>Runs an action on ticketing's database for a venue, and prints expected faults as one line.</summary>
/// <param name="parsed">The command line.</param>
/// <param name="action">Takes the database and the venue that ticketing serves; returns the exit code.</param>
public delegate Task<int> StoreAction(ParseResult parsed, Func<string, string, int> action);

/// <summary>The commands at ticketing's database, shared by all programs that have it.</summary>
public static class StoreCommands
{
    /// <summary>Builds the commands.</summary>
    public static IEnumerable<Command> Create(StoreAction run) =>
        [EventCommands.Create(run), TransferCommand.Create(run), OperatorCommands.Create(run), .. HandCommands.Create(run)];
}
