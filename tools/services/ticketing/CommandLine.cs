using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pedestal.Messaging;
using Pedestal.Storage;
using Pedestal.Terminal;

namespace Pedestal.Ticketing;

/// <summary>The command line of the ticketing process.</summary>
public static class CommandLine
{
    /// <summary>Success.</summary>
    public const int Ok = 0;

    const int LongestName = 60;

    /// <summary>Nothing was done; the error output says why.</summary>
    public const int Failed = 1;

    static string About => $"""
        Palm pedestal ticketing: keeps tickets and redeems each of them once.

        Settings are the section "Ticketing" of the usual .NET configuration: appsettings.json, environment variables
        (Ticketing__Venue=demo) or after the command (--Ticketing:Venue=demo), each with its default:

        {TicketingHelp.Settings.Text()}
        """;

    /// <summary>Builds the commands.</summary>
    public static RootCommand Create()
    {
        var root = new RootCommand(About);
        root.Add(RunCommand());
        root.Add(Import());
        StoreAction onDatabase = (parsed, action) => GuardAsync(parsed, settings =>
        {
            var options = Options(settings);
            return Task.FromResult(action(options.Database, VenueOf(options)));
        });
        foreach (var command in StoreCommands.Create(onDatabase))
        {
            root.Add(command);
        }

        root.Add(SecretCommand());
        root.Add(LaneKeyCommand());
        root.Add(PretixCommands.Create((parsed, action) => GuardAsync(parsed, settings => action(Options(settings).Pretix, Options(settings).Database))));
        foreach (var command in EnrolmentCommands.Create(GuardAsync))
        {
            root.Add(command);
        }

        return root;
    }

    static Command SecretCommand()
    {
        var code = new Argument<string>("code") { Description = "The ticket's code." };
        var secret = new Command(
            "secret", "Print the secret of a rotating ticket, 64 hexadecimal digits, for the application that shows its codes; one for each event of a pass.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        secret.Add(code);
        secret.SetAction((parsed, _) => GuardAsync(parsed, settings =>
        {
            var options = Options(settings);
            var ticket = CodeRule.Normalise(parsed.GetRequiredValue(code));
            using var store = new TicketStore(options.Database, mustExist: true);
            var events = store.Offline.EventsOf(ticket);
            if (events.Count == 0)
            {
                throw new InvalidOperationException($"{store.Name} has no rotating ticket with this code. Import it first.");
            }

            var codes = RotatingCodes.LoadOrCreate(options.CodeKeyPath);
            foreach (var name in events)
            {
                parsed.InvocationConfiguration.Output.WriteLine(Convert.ToHexStringLower(codes.SecretOf(ticket, name))
                    + (events.Count > 1 ? $" {TerminalText.Safe(name, LongestName)}" : ""));
            }

            return Task.FromResult(Ok);
        }));
        return secret;
    }

    static Command LaneKeyCommand()
    {
        var name = new Argument<string>("event") { Description = "The event, as in the tickets." };
        var device = new Argument<string>("pedestal") { Description = "The pedestal, as in Ticketing:OfflineLanes." };
        var key = new Command("lane-key", "Print a pedestal's offline.key for an event, which checks the rotating tickets of its lane.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        key.Add(name);
        key.Add(device);
        key.SetAction((parsed, _) => GuardAsync(parsed, settings =>
        {
            var options = Options(settings);
            var (keys, pedestal) = (KeyRing.Load(options.KeyFile), parsed.GetRequiredValue(device));
            options.Venue = keys.Venue;
            using var store = new TicketStore(options.Database, mustExist: true);
            var wanted = NameRule.Normalise(parsed.GetRequiredValue(name));
            var e = store.Events.Find(wanted, options.Venue)
                ?? throw new InvalidOperationException($"{store.Name} has no event '{wanted}'; \"event list\" lists the events.");
            var lanes = new OfflineLanes(options, keys).Of(e);
            var lane = lanes.IndexOf(pedestal) + 1;
            if (lane == 0)
            {
                throw new InvalidOperationException($"{pedestal} is not in {TicketingOptions.Section}:OfflineLanes, or not at an entrance of "
                    + "this event. Add it there first.");
            }

            parsed.InvocationConfiguration.Output.WriteLine(Convert.ToHexStringLower(
                RotatingCodes.LoadOrCreate(options.CodeKeyPath).LaneKeyOf(e.Name, lane, lanes.Count)));
            return Task.FromResult(Ok);
        }));
        return key;
    }

    internal static TicketingOptions Options(string[] settings) =>
        Host.CreateApplicationBuilder(settings).Configuration.GetSection(TicketingOptions.Section).Get<TicketingOptions>()
        ?? new TicketingOptions();

    // An event belongs to the venue that ticketing serves, unless it names another.
    static string VenueOf(TicketingOptions options) => options.Venue.Length > 0 ? options.Venue : KeyRing.Load(options.KeyFile).Venue;

    static Command RunCommand()
    {
        var run = new Command("run", "Serve ticket requests until stopped.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        run.SetAction((parsed, cancellation) => GuardAsync(parsed, async settings =>
        {
            using var host = TicketingHost.Create(settings);

            // Wrong settings are reported here as one line; inside the host they would be a stack trace in its log.
            _ = host.Services.GetRequiredService<TicketingService>();
            return await host.RunToEndAsync(cancellation);
        }));
        return run;
    }

    static Command Import()
    {
        var file = ImportCommand.File();
        var import = ImportCommand.Create(file, "Ticketing:Database");
        import.TreatUnmatchedTokensAsErrors = false;
        import.SetAction((parsed, _) => GuardAsync(
            parsed,
            settings => Task.FromResult(ImportCommand.Run(
                parsed.GetRequiredValue(file), Options(settings).Database, parsed.InvocationConfiguration))));
        return import;
    }

    static async Task<int> GuardAsync(ParseResult parsed, Func<string[], Task<int>> action)
    {
        // Without this check a mistyped option would silently become a setting that nothing reads.
        var stray = parsed.UnmatchedTokens.FirstOrDefault(s => !s.StartsWith("--", StringComparison.Ordinal)
            || s.IndexOf(':') < 0 || s.IndexOf('=') < s.IndexOf(':'));
        if (stray != null)
        {
            parsed.InvocationConfiguration.Error.WriteLine(
                $"'{stray}' is neither an option nor a setting. Settings look like --Ticketing:Venue=demo.");
            return Failed;
        }

        try
        {
            return await action([.. parsed.UnmatchedTokens]);
        }
        catch (Exception e) when (e is StorageException or KeyFileException or InvalidOperationException
            or IOException or InvalidDataException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            parsed.InvocationConfiguration.Error.WriteLine(
                e is InvalidDataException ? $"{e.Message} {e.GetBaseException().Message}" : e.Message);
            return Failed;
        }
    }
}
