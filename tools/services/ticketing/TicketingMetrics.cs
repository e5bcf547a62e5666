using System.Diagnostics.Metrics;
using Pedestal.Protocol;

namespace Pedestal.Ticketing;

/// <summary>Counts for all guests together: no label identifies a guest, a ticket, an event or a pedestal.</summary>
public sealed class TicketingMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Pedestal.Ticketing";

    readonly Meter _meter;
    readonly Counter<long> _decisions;

    /// <summary>Creates the instruments.</summary>
    public TicketingMetrics(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        _meter = meters.Create(MeterName);
        _decisions = _meter.CreateCounter<long>("ticketing.decisions", null,
            "Decisions by purpose (code, palm, enrolment, link, binding, offline), kind and, when refused, reason.");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    internal void Decided(TicketPurpose purpose, TicketOutcome outcome) => _decisions.Add(1,
        new("purpose", purpose switch
        {
            TicketPurpose.RedeemCode => "code",
            TicketPurpose.RedeemToken => "palm",
            TicketPurpose.OpenEnrolment => "enrolment",
            TicketPurpose.BindToken => "binding",
            TicketPurpose.CheckLink => "link",
            TicketPurpose.OpenDeletion or TicketPurpose.CheckDeletion => "deletion",
            _ => "offline",
        }),
        new("decision", outcome.Decision.ToString()), new("reason", outcome.Reason.ToString()));
}
