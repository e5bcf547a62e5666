using System.CommandLine;
using Pedestal.Messaging;
using Pedestal.Storage;
using Pedestal.Terminal;

namespace Pedestal.Ticketing;

/// <summary>Runs an action with the settings of pretix, and prints expected faults as one line.</summary>
/// <param name="parsed">The command line.</param>
/// <param name="action">Takes the settings and ticketing's database; returns the exit code.</param>
public delegate Task<int> PretixAction(ParseResult parsed, Func<PretixOptions, string, Task<int>> action);

/// <summary>The command "pretix", shared by all programs that have one: connects this venue to pretix, and shows and ends that.</summary>
public static class PretixCommands
{
    const int LongestName = 60;
    const int LargestFile = 16 * 1024;

    /// <summary>Builds the command.</summary>
    public static Command Create(PretixAction run) =>
        new("pretix", "Tickets sold with pretix: connect this venue as a device, see the connection, end it.")
        {
            Connect(run), Status(run), Disconnect(run),
        };

    static Command Connect(PretixAction run)
    {
        var given = new Argument<string>("invitation")
        {
            Description = "The text of the QR code that pretix shows for a new device, or a file with it.",
        };
        return Asynchronous(new Command("connect", "Connect this venue to pretix as a new device.") { given }, run,
            async (parsed, options, database, cancellation) =>
            {
                if (File.Exists(options.DeviceFile))
                {
                    throw new InvalidOperationException(
                        $"{options.DeviceFile} exists: this venue is connected already. \"pretix disconnect\" ends that connection.");
                }

                var text = parsed.GetRequiredValue(given);
                var invitation = PretixInvitation.Parse(text.TrimStart().StartsWith('{') ? text : TextFile.Read(text, LargestFile));
                var device = await PretixSetup.InitializeAsync(invitation, TimeProvider.System, cancellation);
                if (!device.Create(options.DeviceFile))
                {
                    throw new InvalidOperationException($"{options.DeviceFile} was written by somebody else at this moment. Connect again.");
                }

                parsed.InvocationConfiguration.Output.WriteLine(
                    $"Connected to {Shown(device.Url)} as '{Shown(device.Name)}' of {Shown(device.Organizer)}; the key is in {options.DeviceFile}. "
                    + "\"pretix status\" lists the check-in lists; give those to use in Ticketing:Pretix:Lists.");
                return CommandLine.Ok;
            });
    }

    static Command Status(PretixAction run) => Asynchronous(
        new Command("status", "Show the connection, and the check-in lists that the device may use."), run,
        async (parsed, options, database, cancellation) =>
        {
            var device = PretixDevice.Load(options.DeviceFile);
            using var client = new PretixClient(device, TimeProvider.System);
            var output = parsed.InvocationConfiguration.Output;
            var version = await PretixSetup.VersionAsync(client, cancellation);
            output.WriteLine($"Connected to {Shown(device.Url)}, pretix {Shown(version)}, as '{Shown(device.Name)}' (device {device.DeviceId}) "
                + $"of {Shown(device.Organizer)}");
            var used = options.ReadLists().Select(list => (list.Event, list.Id)).ToHashSet();
            foreach (var (slug, list, name) in await PretixSetup.ListsAsync(client, device, cancellation))
            {
                output.WriteLine($"{Shown(slug)}/{list} {Shown(name)}{(used.Remove((slug, list)) ? ": used" : "")}");
            }

            var (waiting, refused) = Uploads(database);
            output.WriteLine($"{waiting} entries wait to be sent, {refused} were refused by pretix");
            used.ToList().ForEach(list => output.WriteLine($"{list.Event}/{list.Id}: in Ticketing:Pretix:Lists, but the device cannot see it"));
            return used.Count == 0 ? CommandLine.Ok : CommandLine.Failed;
        });

    static Command Disconnect(PretixAction run)
    {
        var now = new Option<bool>("--now") { Description = "Even if pretix does not have all entries yet." };
        return Asynchronous(new Command("disconnect", "End this venue's key in pretix and remove it here; it cannot be given back.") { now }, run,
            async (parsed, options, database, cancellation) =>
            {
                var device = PretixDevice.Load(options.DeviceFile);
                if (!parsed.GetValue(now) && Uploads(database).Waiting is > 0 and var waiting)
                {
                    throw new InvalidOperationException(
                        $"{waiting} entries wait to be sent to pretix. Let ticketing run until it has them, or give --now to keep them here alone.");
                }

                using var client = new PretixClient(device, TimeProvider.System);
                try
                {
                    await PretixSetup.RevokeAsync(client, cancellation);
                }
                catch (PretixException e) when (e.Fault == PretixFault.Denied)
                {
                    // It was ended in pretix before.
                }

                File.Delete(options.DeviceFile);
                parsed.InvocationConfiguration.Output.WriteLine($"The key of '{Shown(device.Name)}' is ended; {options.DeviceFile} is removed.");
                return CommandLine.Ok;
            });
    }

    static Command Asynchronous(Command command, PretixAction run,
        Func<ParseResult, PretixOptions, string, CancellationToken, Task<int>> action)
    {
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellation) => run(parsed, async (options, database) =>
        {
            try
            {
                return await action(parsed, options, database, cancellation);
            }
            catch (PretixException e)
            {
                throw new InvalidOperationException($"pretix did not do this: {e.Message.TrimEnd('.')}.{AdviceOn(e.Fault)}", e);
            }
        }));
        return command;
    }

    // A venue that has not run yet has no database.
    static (long Waiting, long Refused) Uploads(string database)
    {
        if (!Database.IsServer(database) && !File.Exists(database))
        {
            return (0, 0);
        }

        using var store = new TicketStore(database);
        return new PretixUploads(store.Database, venue: "").Count();
    }

    static string AdviceOn(PretixFault fault) => fault switch
    {
        PretixFault.Denied => " Give the device the security profile with full access in pretix, or connect again.",
        PretixFault.Unreachable => " Check the address and this machine's Internet connection.",
        PretixFault.Busy => " Try again in a minute.",
        PretixFault.Refused => " Create a new device in pretix and use its code.",
        _ => " Check that the address is pretix's.",
    };

    static string Shown(string text) => TerminalText.Safe(text, LongestName);
}
