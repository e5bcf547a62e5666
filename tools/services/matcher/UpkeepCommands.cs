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
        return client.Printing(
            new Command("upkeep", "Shows what waits for approval, which overwriting is owed, and which stored records cannot be used."),
            (parsed, stop) => client.GetAsync(parsed, UpkeepEndpoints.Upkeep, stop));
    }

    /// <summary>Builds the command "approve".</summary>
    public static Command Approve()
    {
        var kind = new Argument<HoldKind>("kind")
        {
            Description = "clock: the host's clock is right after its jump; retention: everyone who is due may be deleted.",
        };
        var client = new AdminClient();
        return client.Printing(
            new Command("approve", "Approves what \"upkeep\" shows as held. The audit log records it.") { kind },
            (parsed, stop) => client.PostAsync(
                parsed, UpkeepEndpoints.Approvals, new { kind = parsed.GetRequiredValue(kind).ToString() }, stop));
    }
}
