using System.CommandLine;
using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Pedestal.Identity;
using Pedestal.Messaging;
using Pedestal.Storage;

namespace Pedestal.Matcher;

/// <summary>The command line.</summary>
public static class MatcherCommands
{
    static string About => $"""
        The matcher alone: finds out whose palm it is and asks ticketing to redeem that person's ticket. Broker and ticketing
        are other processes; "dotnet run --project tools/services/venue" runs all in one, and its "provision" and
        "certificates" create what this one needs.

        Settings are the section "Matcher" of the usual .NET configuration: appsettings.json, environment variables
        (Matcher__Broker__Port) or the command line, each with its default:

        {MatcherHelp.Settings.Text()}
          --urls=http://localhost:5000              address of the HTTP API, see /openapi/v1.json
        """;

    /// <summary>
    /// Runs a command line and returns its exit code. Only commands that take settings accept unknown words: for others they
    /// are an error.
    /// </summary>
    public static Task<int> InvokeAsync(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args);
        if (parsed.CommandResult.Command.TreatUnmatchedTokensAsErrors && parsed.UnmatchedTokens is [var unknown, ..])
        {
            Console.Error.WriteLine($"'{unknown}' is not an option of '{parsed.CommandResult.Command.Name}'; --help lists the options.");
            return Task.FromResult(1);
        }

        return parsed.InvokeAsync();
    }

    /// <summary>All commands of the matcher alone; "run" is the default.</summary>
    public static RootCommand Root() => Root(
        About, new Command("run", "Runs the matcher until it is stopped (the default)."), settings => MatcherHost.Create(settings),
        DeleteCommand.Create());

    /// <summary>The commands of a program that runs the matcher.</summary>
    /// <param name="about">What the program is, and its settings.</param>
    /// <param name="run">The command that runs it, which is the default.</param>
    /// <param name="create">Builds its host from the settings on the command line.</param>
    /// <param name="own">Commands of its own.</param>
    public static RootCommand Root(string about, Command run, Func<string[], WebApplication> create, params Command[] own)
    {
        var root = new RootCommand(about);
        foreach (var command in new[] { root, run })
        {
            command.TreatUnmatchedTokensAsErrors = false;
            command.SetAction((parsed, stop) => RunAsync(parsed, create, stop));
        }

        foreach (var command in (Command[])
            [run, .. own, WithdrawCommand.Create(), PurgeCommand.Create(), AuditCommand.Create(),
                UpkeepCommands.Show(), UpkeepCommands.Approve(), DrainCommand.Create(), MachineCommands.Create()])
        {
            root.Subcommands.Add(command);
        }

        return root;
    }

    static async Task<int> RunAsync(ParseResult parsed, Func<string[], WebApplication> create, CancellationToken stop)
    {
        // Settings are left to the configuration; anything else is a mistyped command.
        if (parsed.UnmatchedTokens is [var first, ..] && !first.StartsWith("--", StringComparison.Ordinal))
        {
            return Fail($"\"{first}\" is neither a command nor a setting. See --help.");
        }

        return await GuardedAsync(async () =>
        {
            await using var host = create([.. parsed.UnmatchedTokens]);
            return await host.RunToEndAsync(stop);
        });
    }

    /// <summary>Runs an action; an expected fault is printed as one line with exit code 1.</summary>
    public static async Task<int> GuardedAsync(Func<Task<int>> action)
    {
        try
        {
            return await action();
        }
        catch (Exception e) when (IsNamed(e))
        {
            return Fail(e);
        }
    }

    /// <summary>Runs an action; an expected fault is printed as one line with exit code 1.</summary>
    public static int Guarded(Func<int> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (IsNamed(e))
        {
            return Fail(e);
        }
    }

    static bool IsNamed(Exception e) =>
        e is PalmStoreException or StorageException or KeyFileException or DbException or IOException
            or InvalidDataException or UnauthorizedAccessException or ArgumentException or InvalidOperationException
            or HttpRequestException;

    // For an unreadable settings file the outer exception names the file, the inner one the place in it.
    static int Fail(Exception e) => Fail(e is InvalidDataException ? $"{e.Message} {e.GetBaseException().Message}" : e.Message);

    static int Fail(string message)
    {
        Console.Error.WriteLine("Error: " + message);
        return 1;
    }
}
