using System.CommandLine;
using System.CommandLine.Parsing;
using System.Data.Common;
using Pedestal.Identity;
using Pedestal.Messaging;
using Pedestal.Storage;
using Pedestal.Ticketing;

namespace Pedestal.Matcher;

/// <summary>The command line.</summary>
public static class MatcherCommands
{
    static string About => $"""
        The matcher: finds out whose palm it is and redeems that person's ticket.

        First give every pedestal its keys, then import tickets and run it:

          provision --venue demo --device gate-1
          import tools/services/ticketing/tickets.csv
          run

        By default one process contains everything: MQTT broker (port 1883), ticketing, matcher and SQLite. Settings are
        the section "Matcher" of the usual .NET configuration: appsettings.json, environment variables
        (Matcher__Broker__Port) or the command line, each with its default:

        {MatcherHelp.Settings.Text()}
          --urls=http://localhost:5000              address of the HTTP API, see /openapi/v1.json

        For Mosquitto with TLS and accounts, "certificates" creates all files and prints the command lines.
        """;

    /// <summary>
    /// Runs a command line and returns its exit code. Only "run" takes settings: for other commands an unknown word is an
    /// error.
    /// </summary>
    public static Task<int> InvokeAsync(string[] args)
    {
        var parsed = Root().Parse(args);
        if (parsed.CommandResult.Command.TreatUnmatchedTokensAsErrors && parsed.UnmatchedTokens is [var unknown, ..])
        {
            Console.Error.WriteLine($"'{unknown}' is not an option of '{parsed.CommandResult.Command.Name}'; --help lists the options.");
            return Task.FromResult(1);
        }

        return parsed.InvokeAsync();
    }

    /// <summary>All commands; "run" is the default.</summary>
    public static RootCommand Root()
    {
        var root = new RootCommand(About) { TreatUnmatchedTokensAsErrors = false };
        root.SetAction((parsed, stop) => RunAsync(parsed, stop));
        root.Subcommands.Add(Run());
        root.Subcommands.Add(Provision());
        root.Subcommands.Add(RotateCommand.Create());
        root.Subcommands.Add(CertificatesCommand.Create());
        root.Subcommands.Add(Import());
        root.Subcommands.Add(DeleteCommand.Create());
        root.Subcommands.Add(PurgeCommand.Create());
        root.Subcommands.Add(AuditCommand.Create());
        root.Subcommands.Add(UpkeepCommands.Show());
        root.Subcommands.Add(UpkeepCommands.Approve());
        return root;
    }

    static Command Run()
    {
        var run = new Command("run", "Runs the matcher until it is stopped (the default).")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        run.SetAction((parsed, stop) => RunAsync(parsed, stop));
        return run;
    }

    static Command Provision()
    {
        var venue = new Option<string>("--venue") { Description = "Name of the venue.", Required = true };
        var device = new Option<string>("--device") { Description = "Name of the pedestal.", Required = true };
        var folder = new Option<string>("--out")
        {
            Description = "Folder of the key files.", DefaultValueFactory = _ => Provisioning.DefaultFolder,
        };
        var roles = new Option<string>("--roles")
        {
            Description = $"The pedestal's roles, separated by commas: {DeviceRoleNames.All}. Matcher and ticketing refuse "
                + "everything else under its keys.",
            DefaultValueFactory = _ => DeviceRoles.Entry.Text(), HelpName = "roles",
        };
        roles.Validators.Add(CheckRoles);
        var replace = new Option<bool>("--replace") { Description = "End the pedestal's present keys at once." };
        var provision = new Command("provision",
            $"Gives a pedestal fresh keys in {Provisioning.MatcherFile}, {Provisioning.TicketingFile}, "
            + $"{Provisioning.FleetFile} and in a file of its own, DEVICE.keys.json. For a pedestal that has keys see \"rotate\".")
        {
            venue, device, roles, folder, replace,
        };
        provision.SetAction(parsed => Guarded(() =>
        {
            var granted = DeviceRoleNames.TryParse(parsed.GetRequiredValue(roles), out var read) ? read : DeviceRoles.None;
            var file = Provisioning.Provision(
                parsed.GetRequiredValue(venue), parsed.GetRequiredValue(device), parsed.GetRequiredValue(folder),
                granted, parsed.GetValue(replace));
            Console.WriteLine($"Wrote {file} for {granted.Text()}. It is a secret: copy it to the pedestal and delete it here.");
            return 0;
        }));
        return provision;
    }

    static void CheckRoles(OptionResult result)
    {
        if (!result.Tokens.All(token => DeviceRoleNames.TryParse(token.Value, out _)))
        {
            result.AddError($"--roles takes {DeviceRoleNames.All}, separated by commas.");
        }
    }

    static Command Import()
    {
        var file = ImportCommand.File();
        var import = ImportCommand.Create(file, MatcherSettings.TicketingDatabase);
        import.TreatUnmatchedTokensAsErrors = false;
        import.SetAction(parsed => Guarded(() =>
            ImportCommand.Run(parsed.GetRequiredValue(file), MatcherSettings.Of(parsed).Ticketing.Database,
                parsed.InvocationConfiguration)));
        return import;
    }

    static async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        // Settings are left to the configuration; anything else is a mistyped command.
        if (parsed.UnmatchedTokens is [var first, ..] && !first.StartsWith("--", StringComparison.Ordinal))
        {
            return Fail($"\"{first}\" is neither a command nor a setting. See --help.");
        }

        return await GuardedAsync(async () =>
        {
            await using var host = MatcherHost.Create([.. parsed.UnmatchedTokens]);
            return await host.RunToEndAsync(stop);
        });
    }

    /// <summary>Runs an action; an expected fault is printed as one line with exit code 1.</summary>
    internal static async Task<int> GuardedAsync(Func<Task<int>> action)
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
    internal static int Guarded(Func<int> action)
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
        e is PalmStoreException or StorageException or ImportStoppedException or KeyFileException or DbException or IOException
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
