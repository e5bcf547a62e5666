using System.CommandLine;
using System.Globalization;
using Pedestal.Core.Settings;
using Pedestal.Fleet.Discovery;
using Pedestal.Messaging;
using Pedestal.Messaging.Commands;
using Pedestal.Protocol;
using Pedestal.Terminal;
using Spectre.Console;

namespace Pedestal.Fleet;

/// <summary>The command line.</summary>
/// <param name="console">Where results are printed.</param>
/// <param name="input">Where confirmations are read from.</param>
/// <param name="errors">Where the reason is printed when the program cannot continue.</param>
sealed class CommandLine(IAnsiConsole console, TextReader input, TextWriter errors)
{
    readonly Option<string> _keys = new("--keys")
    {
        Description = "The operator's key file, from \"venue provision\".", Recursive = true,
        DefaultValueFactory = _ => "data/fleet.keys.json",
    };

    readonly Option<string> _broker = new("--broker")
    {
        Description = "The MQTT broker, host:port; several separated by commas.", Recursive = true, DefaultValueFactory = _ => "127.0.0.1:1883",
    };

    readonly Option<string> _user = new("--user")
    {
        Description = "The account at the broker.", Recursive = true, DefaultValueFactory = _ => "",
    };

    readonly Option<string> _password = new("--password-file")
    {
        Description = "File with the account's password.", Recursive = true, DefaultValueFactory = _ => "",
    };

    readonly Option<bool> _tls = new("--tls") { Description = "Encrypt the connection to the broker.", Recursive = true };

    readonly Option<string> _authority = new("--authority")
    {
        Description = "PEM file of the authority behind the broker's certificate.", Recursive = true, DefaultValueFactory = _ => "",
    };

    readonly Argument<string> _device = new("device") { Description = "The pedestal's name." };

    /// <summary>Builds the command.</summary>
    public RootCommand Create()
    {
        var root = new RootCommand(
            "Shows a venue's pedestals over the network and sends them the few commands that operators may use.")
        {
            _keys, _broker, _user, _password, _tls, _authority,
        };
        root.Add(Watch());
        root.Add(Identify());
        root.Add(Simple("reboot", "Restarts a pedestal as soon as nobody is being served.", (fleet, device, stop) =>
            AskAsync(fleet, device, CommandKind.Reboot, "", stop)));
        root.Add(Simple("open", "Opens a pedestal's gate once for maintenance, after its name is typed again.", OpenAsync));
        root.Add(Mode());
        root.Add(Set());
        root.Add(Forget());
        root.Add(Discovery());
        return root;
    }

    Command Watch()
    {
        var once = new Option<bool>("--once") { Description = "Print what the broker has retained, and end." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object per line for each pedestal with a report." };
        var venue = new Option<string>("--venue")
        {
            Description = "Address of the venue's HTTP API, such as http://localhost:5000: also show how many guests are inside, entered, "
                + "expected and were refused.",
        };
        var key = new Option<string>("--venue-key")
        {
            Description = "File with an operator's key for it.", DefaultValueFactory = _ => "data/admin.key",
        };
        var command = new Command("watch", "Shows the pedestals' state until Ctrl-C.") { once, json, venue, key };
        command.SetAction((parsed, stop) => RunAsync(parsed, async fleet =>
        {
            using var feed = parsed.GetValue(venue) is { } address ? AttendanceFeed.Open(address, parsed.GetRequiredValue(key)) : null;
            await new Watching(console, fleet, feed).RunAsync(parsed.GetValue(once), parsed.GetValue(json), stop);
            return ExitCode.Ok;
        }, stop));
        return command;
    }

    Command Identify()
    {
        var seconds = new Option<int>("--seconds") { Description = "Duration, 1 to 60.", DefaultValueFactory = _ => 10 };
        var command = new Command("identify", "Makes a pedestal identify itself with ring and buzzer.") { _device, seconds };
        command.SetAction((parsed, stop) => RunAsync(parsed, fleet => AskAsync(fleet, parsed.GetRequiredValue(_device),
            CommandKind.Identify, parsed.GetValue(seconds).ToString(CultureInfo.InvariantCulture), stop), stop));
        return command;
    }

    Command Mode()
    {
        var mode = new Argument<string>("mode") { Description = "The pedestal's new mode." };
        mode.AcceptOnlyFromAmong([.. Enum.GetValues<LaneMode>().Select(SettingsWords.Of)]);
        var command = new Command("mode", "Changes a pedestal's mode; it restarts.") { _device, mode };
        command.SetAction((parsed, stop) => RunAsync(parsed, fleet =>
            ChangeAsync(fleet, parsed.GetRequiredValue(_device), [$"mode={parsed.GetRequiredValue(mode)}"], stop), stop));
        return command;
    }

    Command Set()
    {
        var settings = new Argument<string[]>("settings")
        {
            Description = "NAME=VALUE, NAME=@FILE for a secret, NAME= for the default.", Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command("set",
            "Changes settings on trial: a pedestal that does not come back with them returns to the former ones.")
        {
            _device, settings,
        };
        command.SetAction((parsed, stop) => RunAsync(parsed, fleet => ChangeAsync(
            fleet, parsed.GetRequiredValue(_device), parsed.GetRequiredValue(settings), stop), stop));
        return command;
    }

    Command Forget()
    {
        var online = new Option<bool>("--even-online") { Description = "Allow it for a pedestal that is connected now." };
        var keep = new Option<bool>("--keep-key") { Description = "Keep its key in the key file; it is then listed as never seen." };
        var yes = new Option<bool>("--yes") { Description = "Do not ask for confirmation." };
        var command = new Command("forget",
            "Forgets a pedestal that was removed: its retained messages at the broker, and its key here, after its name is typed again.")
        {
            _device, online, keep, yes,
        };
        command.SetAction((parsed, stop) => RunAsync(parsed, async fleet =>
        {
            var device = parsed.GetRequiredValue(_device);
            return await ForgetAsync(fleet, device, parsed.GetValue(online), parsed.GetValue(keep), parsed.GetValue(yes), stop);
        }, stop));
        return command;
    }

    Command Discovery()
    {
        var remove = new Option<bool>("--remove") { Description = "Remove every pedestal of the venue from it instead." };
        var command = new Command("discovery",
            "Tells Home Assistant of the pedestals, in messages that the broker keeps, and makes it forget those that are gone.")
        {
            remove,
        };
        command.SetAction((parsed, stop) => RunAsync(parsed, async fleet =>
        {
            var (kept, removed) = await new Discovering(fleet).RunAsync(parsed.GetValue(remove), stop);
            console.Say($"{kept} {(kept == 1 ? "pedestal is" : "pedestals are")} announced to Home Assistant, {removed.Count} removed from it.");
            return ExitCode.Ok;
        }, stop));
        return command;
    }

    async Task<int> ForgetAsync(FleetLink fleet, string device, bool evenOnline, bool keepKey, bool isConfirmed, CancellationToken stop)
    {
        var view = new FleetView(fleet);
        await view.ListenAsync(stop);
        var forgetting = new Forgetting(fleet, view);
        var (plan, refusal) = forgetting.Plan(device, evenOnline, keepKey);
        if (plan is null)
        {
            return Tell(device, false, refusal);
        }

        if (!isConfirmed)
        {
            console.Say($"This clears the retained messages of {fleet.Venue}/{device} ({plan.Messages})"
                + (plan.HasKey ? $" and removes its key from {fleet.KeyFile}: after that it accepts no command until it is provisioned again."
                    : ".")
                + $" Type {device} to continue:");
            if ((await input.ReadLineAsync(stop))?.Trim() != device)
            {
                return Tell(device, false, "nothing forgotten: the name does not match");
            }
        }

        return Tell(device, true, await forgetting.DoAsync(plan, stop));
    }

    Command Simple(string name, string description, Func<FleetLink, string, CancellationToken, Task<int>> act)
    {
        var command = new Command(name, description) { _device };
        command.SetAction((parsed, stop) =>
            RunAsync(parsed, fleet => act(fleet, parsed.GetRequiredValue(_device), stop), stop));
        return command;
    }

    async Task<int> AskAsync(FleetLink fleet, string device, CommandKind kind, string argument, CancellationToken stop)
    {
        var reply = await fleet.AskAsync(device, kind, argument, stop);
        return Tell(device, reply.Result == CommandResult.Done, reply.Text);
    }

    async Task<int> OpenAsync(FleetLink fleet, string device, CancellationToken stop)
    {
        var reply = await fleet.AskAsync(device, CommandKind.Open, "", stop);
        if (reply.Result != CommandResult.Confirm)
        {
            return Tell(device, false, reply.Text);
        }

        console.Say($"This opens the gate of {fleet.Venue}/{device}. Make sure the way is clear, then type {device} within 30 s to open it:");
        var typed = await input.ReadLineAsync(stop);
        return typed?.Trim() == device
            ? await AskAsync(fleet, device, CommandKind.Open, reply.Text, stop)
            : Tell(device, false, "not opened: the name does not match");
    }

    async Task<int> ChangeAsync(FleetLink fleet, string device, string[] words, CancellationToken stop)
    {
        var (stay, text) = await new SettingsChange(fleet, device).RunAsync(
            SettingsChange.Lines(words), told => console.Say($"{device}: {told}"), stop);
        return Tell(device, stay, text);
    }

    int Tell(string device, bool done, string text)
    {
        if (done)
        {
            console.Say($"{device}: {text}");
            return ExitCode.Ok;
        }

        errors.WriteLine(TerminalText.Safe($"{device}: {text}"));
        return ExitCode.Failed;
    }

    async Task<int> RunAsync(ParseResult parsed, Func<FleetLink, Task<int>> act, CancellationToken stop)
    {
        try
        {
            var brokers = BrokersOf(parsed.GetRequiredValue(_broker));
            var login = new BrokerLogin
            {
                Username = parsed.GetRequiredValue(_user), PasswordFile = parsed.GetRequiredValue(_password),
                Tls = parsed.GetValue(_tls), AuthorityFile = parsed.GetRequiredValue(_authority),
            };
            await using var fleet = await FleetLink.ConnectAsync(parsed.GetRequiredValue(_keys), brokers, login, stop);
            return await act(fleet);
        }
        catch (Exception e) when (e is FleetException or KeyFileException or PedestalCommandException)
        {
            errors.WriteLine(TerminalText.Safe(e.Message));
            return e switch
            {
                FleetException { IsUsage: false } => ExitCode.Failed,
                PedestalCommandException { IsUnknownPedestal: false } => ExitCode.Failed,
                _ => ExitCode.Usage,
            };
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCode.Ok;
        }
    }

    static IReadOnlyList<Hal.BrokerAddress> BrokersOf(string text)
    {
        try
        {
            return BrokerAddresses.ParseAll(text);
        }
        catch (FormatException e)
        {
            throw new FleetException($"--broker {e.Message}", isUsage: true);
        }
    }
}
