using System.CommandLine;
using Pedestal.Matcher;

namespace Pedestal.Venue;

/// <summary>The command that gives a device new keys while it is in service.</summary>
static class RotateCommand
{
    const int MostHours = 24 * 90;

    internal static Command Create()
    {
        var device = new Argument<string>("device") { Description = "Name of the pedestal, or \"matcher\"." };
        var folder = new Option<string>("--out")
        {
            Description = "Folder of the key files.", DefaultValueFactory = _ => Provisioning.DefaultFolder,
        };
        var hours = new Option<int>("--grace-hours")
        {
            Description = "The longest time in hours that the present keys may still be used.", DefaultValueFactory = _ => 24,
        };
        hours.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > MostHours)
            {
                result.AddError($"--grace-hours must be 1 to {MostHours}.");
            }
        });
        var rotate = new Command("rotate",
            "Gives a pedestal new keys without an interruption: running services load them within seconds, and accept the "
            + "present ones until the pedestal uses the new ones.")
        {
            device, folder, hours,
        };
        rotate.SetAction(parsed => MatcherCommands.Guarded(() =>
        {
            var now = DateTimeOffset.UtcNow;
            var until = now.AddHours(parsed.GetValue(hours));
            var file = Provisioning.Rotate(
                parsed.GetRequiredValue(device), parsed.GetRequiredValue(folder), now, until);
            Console.WriteLine(file is null
                ? "The matcher and ticketing have a new key. If they use key files elsewhere, copy both."
                : $"Wrote {file}. It is a secret: copy it to the pedestal before {until:u} and delete it here.");
            return 0;
        }));
        return rotate;
    }
}
