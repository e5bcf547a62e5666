using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Pedestal.Messaging;
using Pedestal.Messaging.Operators;

namespace Pedestal.Matcher;

/// <summary>
/// A relying party's ticketing in the matcher's process, if the host adds it: the matcher knows its state, and nothing of accounts
/// and tickets.
/// </summary>
public abstract class TicketingPart(string party, TimeProvider time, ILogger logger)
    : Part(PartyNames.TicketingOf(party), time, logger)
{
    /// <summary>What is missing when a party's ticketing does not answer.</summary>
    public const string PartName = "ticketing";

    /// <summary>The party.</summary>
    public string Party { get; } = party;

    /// <summary>The venue of its keys; null until they are read.</summary>
    public string? Venue { get; protected set; }

    /// <summary>What it lacks at present; none while everything works.</summary>
    /// <param name="services">The services of its host.</param>
    /// <param name="cancellation">Ends the check.</param>
    public abstract Task<IReadOnlyList<PartFault>> FindFaultsAsync(IServiceProvider services, CancellationToken cancellation);

    /// <summary>Maps its requests, each with the role that it needs; one without a role needs the administration key.</summary>
    public abstract void Map(IEndpointRouteBuilder administration);

    /// <summary>The operator of this party with a key; null if nobody has it.</summary>
    public abstract Operator? FindOperator(string key);
}
