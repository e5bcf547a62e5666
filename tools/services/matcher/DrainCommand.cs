using System.CommandLine;

namespace Pedestal.Matcher;

/// <summary>The command "drain": a node takes no more requests before it is stopped or worked on.</summary>
static class DrainCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var client = new AdminClient();
        return client.Printing(
            new Command("drain",
                "Has a running matcher take no more requests, and waits until every request that it has taken has its reply. Then stop it; while "
                + "other matchers share the work, no pedestal notices."),
            (parsed, stop) => client.PostAsync(parsed, NodeEndpoints.Drain, new { }, stop));
    }
}
