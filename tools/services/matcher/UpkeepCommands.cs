using System.CommandLine;
using Pedestal.Identity;

namespace Pedestal.Matcher;

/// <summary>The commands "upkeep" and "approve": what waits for a person, and the person's approval.</summary>
static class UpkeepCommands
{
    /// <summary>Builds the command "upkeep".</summary>
    public static Command Show()
    {
        var client = new AdminClient();
        var upkeep = new Command("upkeep",
            "Shows what waits for approval, which overwriting is owed, and which stored records cannot be used.");
        client.AddTo(upkeep);
        upkeep.SetAction((parsed, stop) => MatcherCommands.GuardedAsync(async () =>
        {
            Console.WriteLine(await client.GetAsync(parsed, UpkeepEndpoints.Upkeep, stop));
            return 0;
        }));
        return upkeep;
    }

    /// <summary>Builds the command "approve".</summary>
    public static Command Approve()
    {
        var kind = new Argument<HoldKind>("kind")
        {
            Description = "clock: the host's clock is right after its jump; retention: everyone who is due may be deleted.",
        };
        var client = new AdminClient();
        var approve = new Command("approve", "Approves what \"upkeep\" shows as held. The audit log records it.") { kind };
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
