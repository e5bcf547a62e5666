using System.CommandLine;
using Pedestal.Identity;

namespace Pedestal.Matcher;

/// <summary>The commands "upkeep" and "approve": what waits for a person, and the person's word.</summary>
static class UpkeepCommands
{
    /// <summary>Builds the command that shows it.</summary>
    public static Command Show()
    {
        var client = new AdminClient();
        var upkeep = new Command("upkeep",
            "Shows what about the stored palms waits for a person, is owed, or cannot be used.");
        client.AddTo(upkeep);
        upkeep.SetAction((parsed, stop) => MatcherCommands.GuardedAsync(async () =>
        {
            Console.WriteLine(await client.GetAsync(parsed, UpkeepEndpoints.Upkeep, stop));
            return 0;
        }));
        return upkeep;
    }

    /// <summary>Builds the command that approves.</summary>
    public static Command Approve()
    {
        var kind = new Argument<HoldKind>("kind")
        {
            Description = "clock: the host's clock is right after a jump; retention: all who are due may be deleted.",
        };
        var client = new AdminClient();
        var approve = new Command("approve", "Approves what \"upkeep\" shows as held. The audit log notes it.") { kind };
        client.AddTo(approve);
        approve.SetAction((parsed, stop) => MatcherCommands.GuardedAsync(async () =>
        {
            Console.WriteLine(await client.PostAsync(
                parsed, UpkeepEndpoints.Approvals, new { kind = parsed.GetRequiredValue(kind).ToString() }, stop));
            return 0;
        }));
        return approve;
    }
}
