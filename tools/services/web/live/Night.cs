using Pedestal.Web.Services;

namespace Pedestal.Web.Live;

/// <summary>An open event with its rules.</summary>
/// <param name="Numbers">Its numbers, with the passages of the last hour.</param>
/// <param name="Rules">Its rules; null while unknown.</param>
/// <param name="Passages">The passages of the last hour by minute.</param>
public sealed record EventNight(EventNumbers Numbers, EventRules? Rules, Passages Passages);

/// <summary>The night as it is now; one for all pages.</summary>
/// <param name="At">The time of the numbers.</param>
/// <param name="Lanes">The lanes.</param>
/// <param name="Events">The open events.</param>
/// <param name="Next">The next event that opens by its times; null for none.</param>
/// <param name="Alerts">What needs somebody, most urgent first.</param>
/// <param name="Fault">Why numbers are missing or old; null while they are not.</param>
public sealed record Night(DateTimeOffset At, IReadOnlyList<Lane> Lanes, IReadOnlyList<EventNight> Events, EventState? Next,
    IReadOnlyList<Alert> Alerts, string? Fault)
{
    /// <summary>The lanes by entrance.</summary>
    public IReadOnlyList<LaneGroup> Groups { get; } = LaneGroup.Of(Lanes);
}
