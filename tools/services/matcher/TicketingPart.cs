using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Pedestal.Messaging;

namespace Pedestal.Matcher;

/// <summary>
/// Ticketing in the matcher's process, if the host adds it: the matcher knows its state, and nothing of accounts and tickets.
/// </summary>
public abstract class TicketingPart(TimeProvider time, ILogger logger) : Part(PartName, time, logger)
{
    /// <summary>Its name in log and readiness.</summary>
    public const string PartName = "ticketing";

    /// <summary>The venue of its keys; null until they are read.</summary>
    public string? Venue { get; protected set; }

    /// <summary>What it lacks at present; none while everything works.</summary>
    /// <param name="services">The services of its host.</param>
    /// <param name="cancellation">Ends the check.</param>
    public abstract Task<IReadOnlyList<PartFault>> FindFaultsAsync(IServiceProvider services, CancellationToken cancellation);

    /// <summary>Maps its requests into the group that requires the administration key.</summary>
    public abstract void Map(IEndpointRouteBuilder administration);
}
