using System.CommandLine;
using System.CommandLine.Parsing;
using Pedestal.Matcher;
using Pedestal.Messaging;

namespace Pedestal.Venue;

/// <summary>The command "provision": gives a pedestal its keys.</summary>
static class ProvisionCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
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
        provision.SetAction(parsed => MatcherCommands.Guarded(() =>
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
}
