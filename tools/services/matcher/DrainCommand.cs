using System.CommandLine;

namespace Pedestal.Matcher;

/// <summary>The command "drain": a node takes no more requests before it is stopped or worked on.</summary>
static class DrainCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var client = new AdminClient();
        var drain = new Command("drain",
            "Has a running matcher take no more requests, and waits until every request that it has taken has its reply. Then stop it; while "
            + "other matchers share the work, no pedestal notices.");
        client.AddTo(drain);
        drain.SetAction((parsed, stop) => MatcherCommands.GuardedAsync(async () =>
        {
            Console.WriteLine(await client.PostAsync(parsed, NodeEndpoints.Drain, new { }, stop));
            return 0;
        }));
        return drain;
    }
}
