using System.CommandLine;
using System.Data.Common;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>The command "import", shared by all programs that have one.</summary>
public static class ImportCommand
{
    /// <summary>Exit code: the whole list was imported.</summary>
    public const int Ok = 0;

    /// <summary>Exit code: nothing was imported; the error output says why.</summary>
    public const int Failed = 1;

    /// <summary>Exit code: imported, but some rows were left out; the error output names them.</summary>
    public const int SomeRowsLeftOut = 2;

    /// <summary>Builds the command; the caller sets the action that runs <see cref="Run"/> on the file.</summary>
    public static Command Create(Argument<string> file, string database) => new(
        "import",
        $"Adds tickets to the database of {database} or updates them; used tickets stay used. Rows that cannot be "
        + $"used are listed and left out (exit code {SomeRowsLeftOut}).")
    {
        file,
    };

    /// <summary>The argument "file".</summary>
    public static Argument<string> File() => new("file")
    {
        Description = $"CSV file with the columns {TicketList.Columns}; status is valid or cancelled, kind is static or "
            + "rotating, a pass names its events as in friday|saturday. "
            + "A sample is tools/services/ticketing/tickets.csv.",
    };

    /// <summary>Imports a file and returns the exit code. An absent database is created only for a list with tickets.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="ImportStoppedException">The database failed; the message says how much was imported.</exception>
    public static int Run(string file, string database, InvocationConfiguration console)
    {
        ArgumentNullException.ThrowIfNull(console);
        if (!System.IO.File.Exists(file))
        {
            throw new FileNotFoundException($"The file '{file}' does not exist.");
        }

        var list = TicketList.Read(System.IO.File.ReadAllBytes(file), file);
        foreach (var warning in list.Warnings)
        {
            console.Error.WriteLine($"{warning.File}:{warning.Line}: warning: {warning.Reason}");
        }

        foreach (var error in list.Errors)
        {
            console.Error.WriteLine(error);
        }

        if (list.Rows.Count == 0)
        {
            console.Error.WriteLine($"No ticket was imported: {file} contains none that can be used.");
            return Failed;
        }

        using var store = Open(database, list.Rows.Count);
        var outcome = store.Import(list.Rows);
        foreach (var kept in outcome.Kept)
        {
            console.Error.WriteLine($"{file}:{kept.Line}: not changed as listed: {kept.Reason}");
        }

        console.Output.WriteLine(
            $"{Count(list.Rows.Count, "ticket")} imported into {store.Name}, {Count(list.Errors.Count, "row")} left out:");
        foreach (var e in store.EventsOf(list))
        {
            console.Output.WriteLine($"  {e.Event}: {Count(e.Tickets, "ticket")}{(e.HasNoTimes ? EventText.StaysClosed : "")}");
            foreach (var product in e.UnknownProducts ?? [])
            {
                console.Output.WriteLine($"    {EventText.Unknown(product)}");
            }
        }

        if (outcome.Used > 0)
        {
            console.Output.WriteLine($"{Count(outcome.Used, "ticket")} had been used before and stayed used.");
        }

        return list.Errors.Count == 0 ? Ok : SomeRowsLeftOut;
    }

    static TicketStore Open(string database, int tickets)
    {
        try
        {
            return new TicketStore(database);
        }
        catch (Exception e) when (e is StorageException or DbException)
        {
            var where = e is StorageException || Database.IsServer(database) ? "" : $"{database}: ";
            throw new ImportStoppedException(imported: 0, tickets, where + e.Message, e);
        }
    }

    static string Count(int number, string what) => $"{number} {what}{(number == 1 ? "" : "s")}";
}
