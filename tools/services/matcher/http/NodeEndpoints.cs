using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Pedestal.Messaging.Operators;

namespace Pedestal.Matcher;

/// <summary>A node of the cluster.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">Where the other nodes reach it.</param>
/// <param name="Status">Its state in the cluster: "Active", "Joining", "ShuttingDown", "Dead".</param>
/// <param name="Pedestals">The pedestals that live there; null while a node does not answer.</param>
public sealed record NodeState(string Name, string Address, string Status, int? Pedestals);

/// <summary>The matchers that share the work.</summary>
/// <param name="Own">The name of the one that was asked; empty if it is the only one.</param>
/// <param name="IsDrained">Whether it takes no more requests.</param>
/// <param name="Nodes">All of them; none if it is the only one.</param>
sealed record NodesResponse(string Own, bool IsDrained, IReadOnlyList<NodeState> Nodes);

/// <summary>The nodes, and the end of this one's work.</summary>
static class NodeEndpoints
{
    /// <summary>Path of the request that drains a node.</summary>
    public const string Drain = HttpApi.Administration + "/drain";

    /// <summary>Maps the endpoints.</summary>
    public static void MapNodes(this IEndpointRouteBuilder administration)
    {
        administration.MapGet("/nodes", StateAsync).RequiresAny(KeyRights.Status)
            .WithTags("Nodes").WithSummary("The matchers that share the work, and the pedestals that live on each.");
        administration.MapPost("/drain", DrainAsync)
            .WithTags("Nodes").WithSummary("Takes no more requests, and responds when every request that was taken has its reply.");
    }

    static async Task<NodesResponse> StateAsync(MatcherOptions options, PalmsPart palms) => new(
        options.Cluster.Node, palms.Get<Intake>().IsDrained, palms.Find<Cluster>() is { } cluster ? await cluster.NodesAsync() : []);

    static async Task<NodesResponse> DrainAsync(MatcherOptions options, PalmsPart palms, ILogger<MatcherService> logger)
    {
        await palms.Get<Intake>().DrainAsync();
        logger.LogInformation("No more requests are taken, on request; those that were taken are decided");
        return await StateAsync(options, palms);
    }
}
