using System.CommandLine;
using System.CommandLine.Parsing;
using Pedestal.Matcher;
using Pedestal.Messaging;

namespace Pedestal.Venue;

/// <summary>The command "provision": gives a pedestal its keys and its entrance, and a relying party the key it shares with the matcher.</summary>
sealed class ProvisionCommand
{
    readonly Option<string> _venue = new("--venue") { Description = "Name of the venue.", Required = true };

    readonly Option<string> _device = new("--device") { Description = "Name of the pedestal." };

    readonly Option<string> _folder = new("--out")
    {
        Description = "Folder of the key files.", DefaultValueFactory = _ => Provisioning.DefaultFolder,
    };

    readonly Option<string> _roles = new("--roles")
    {
        Description = $"The pedestal's roles, separated by commas: {DeviceRoleNames.All}. Matcher and ticketing refuse "
            + "everything else under its keys.",
        DefaultValueFactory = _ => DeviceRoles.Entry.Text(), HelpName = "roles", Validators = { CheckRoles },
    };

    readonly Option<string?> _entrance = new("--entrance")
    {
        Description = $"The entrance where the pedestal is, \"{KeyRing.MainEntrance}\" if never said. For a pedestal that has keys it changes "
            + "only this.",
    };

    readonly Option<string> _party = new("--party")
    {
        Description = "A relying party beside the venue's own ticketing: makes the key that it shares with the matcher, and its key "
            + "file, ticketing.PARTY.keys.json. With --device: a pedestal that reads this party's codes.",
        DefaultValueFactory = _ => PartyNames.Default, HelpName = "party",
    };

    readonly Option<string?> _matcher = new("--matcher")
    {
        Description = "One of several matchers that share the work: makes its account at the broker, and the key that it shares with the ticketing of "
            + $"the party. All matchers use one {Provisioning.MatcherFile}; this one's setting Cluster:Node has the name.",
        HelpName = "node",
    };

    readonly Option<string?> _ticketing = new("--ticketing")
    {
        Description = "A further ticketing that shares the work on one database: makes its account at the broker. All of them use one "
            + $"{Provisioning.TicketingFile}; this one's setting Node has the name.",
        HelpName = "node",
    };

    readonly Option<bool> _replace = new("--replace") { Description = "End the pedestal's present keys at once." };

    /// <summary>Builds the command.</summary>
    public static Command Create() => new ProvisionCommand().Build();

    Command Build()
    {
        var provision = new Command("provision",
            $"Gives a pedestal fresh keys in {Provisioning.MatcherFile}, {Provisioning.TicketingFile}, "
            + $"{Provisioning.FleetFile} and in a file of its own, DEVICE.keys.json. For a pedestal that has keys see \"rotate\".")
        {
            _venue, _device, _roles, _entrance, _party, _matcher, _ticketing, _folder, _replace,
        };
        provision.SetAction(parsed => MatcherCommands.Guarded(() =>
        {
            Console.WriteLine(Run(parsed));
            return 0;
        }));
        return provision;
    }

    string Run(ParseResult parsed)
    {
        var (venue, folder) = (parsed.GetRequiredValue(_venue), parsed.GetRequiredValue(_folder));
        var (party, entrance) = (parsed.GetRequiredValue(_party), parsed.GetValue(_entrance));
        if (parsed.GetValue(_matcher) is { } node)
        {
            return $"Wrote {Provisioning.AddMatcher(venue, node, folder, party)}. It is a secret: copy it to every matcher, and ticketing's key "
                + "file to ticketing. Then run \"certificates\" again for Mosquitto.";
        }

        if (parsed.GetValue(_ticketing) is { } further)
        {
            return $"Wrote {Provisioning.AddTicketing(venue, further, folder, party)}. It is a secret: copy it to the new ticketing, with "
                + $"{Provisioning.TicketingFile} and ticketing.codes.key. Then run \"certificates\" again for Mosquitto.";
        }

        if (parsed.GetValue(_device) is not { } device)
        {
            return party != PartyNames.Default
                ? $"Wrote {Provisioning.AddParty(venue, party, folder)}. It is a secret: copy it to the ticketing of {party}, and list "
                    + $"{party} in the matcher's setting MoreParties."
                : throw new ArgumentException("Give --device, or --party for a relying party beside the venue's own.");
        }

        // Asking for roles or new keys is more than a move, and refused for a pedestal that has keys.
        var isMove = entrance is not null && !parsed.GetValue(_replace) && parsed.GetResult(_roles) is not { Implicit: false };
        if (isMove && Provisioning.Place(venue, device, folder, entrance!))
        {
            return $"{device} is at the entrance {entrance} now. Its keys are as before.";
        }

        var granted = DeviceRoleNames.TryParse(parsed.GetRequiredValue(_roles), out var read) ? read : DeviceRoles.None;
        var file = Provisioning.Provision(venue, device, folder, granted, parsed.GetValue(_replace), entrance, party);
        return $"Wrote {file} for {granted.Text()}. It is a secret: copy it to the pedestal and delete it here.";
    }

    static void CheckRoles(OptionResult result)
    {
        if (!result.Tokens.All(token => DeviceRoleNames.TryParse(token.Value, out _)))
        {
            result.AddError($"--roles takes {DeviceRoleNames.All}, separated by commas.");
        }
    }
}
