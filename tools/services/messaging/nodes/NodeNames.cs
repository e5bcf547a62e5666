using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Messaging.Nodes;

/// <summary>The topics that several services of one kind have among themselves.</summary>
/// <param name="Venue">The venue.</param>
/// <param name="Service">The service, such as "ticketing".</param>
/// <param name="Own">This node's name.</param>
/// <param name="Requests">The channel of the requests that they share.</param>
sealed record NodeNames(string Venue, string Service, string Own, Channel Requests)
{
    // In no node's name.
    const char Separator = '.';

    /// <summary>The requests of all devices.</summary>
    public string RequestsFilter => Topics.FilterOf(Venue, Requests);

    /// <summary>The requests that another node hands to this one.</summary>
    public string HandedFilter => HandedTo(Own, RequestsFilter);

    /// <summary>The signs of life of all nodes.</summary>
    public string SignsFilter => SignsOf("+");

    /// <summary>Where a request is handed to a node.</summary>
    public static string HandedTo(string node, string topic) => $"{topic}/{node}";

    /// <summary>All requests, of which a broker gives each to one of these nodes, which all of them name in the same order.</summary>
    public string SharedFilterOf(IEnumerable<string> nodes) => Topics.SharedFilterOf(GroupOf(nodes), RequestsFilter);

    /// <summary>The requests of one device, shared likewise.</summary>
    public string SharedFilterOf(IEnumerable<string> nodes, string device) => Topics.SharedFilterOf(GroupOf(nodes), Topic.Of(Venue, device, Requests));

    /// <summary>The signs of life of a node.</summary>
    public string SignsOf(string node) => $"{Topic.Root}/{Venue}/{Service}/node/{node}";

    string GroupOf(IEnumerable<string> nodes) => string.Join(Separator, nodes.Prepend(Service));
}
