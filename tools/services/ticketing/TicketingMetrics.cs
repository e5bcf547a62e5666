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
    readonly Counter<long> _passages;

    /// <summary>Creates the instruments.</summary>
    public TicketingMetrics(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        _meter = meters.Create(MeterName);
        _decisions = _meter.CreateCounter<long>("ticketing.decisions", null,
            "Decisions by purpose (code, palm, enrolment, link, binding, offline, passage), kind and, when refused, reason.");
        _passages = _meter.CreateCounter<long>("ticketing.passages", null,
            "Reports of passages by effect; SlippedThrough: without an admission, PassedTwice: two by one admission.");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    internal void Passed(PassageEffect effect) => _passages.Add(1, new KeyValuePair<string, object?>("effect", effect.ToString()));

    internal void Decided(TicketPurpose purpose, TicketOutcome outcome) => _decisions.Add(1,
        new("purpose", purpose switch
        {
            TicketPurpose.RedeemCode => "code",
            TicketPurpose.RedeemToken => "palm",
            TicketPurpose.OpenEnrolment => "enrolment",
            TicketPurpose.BindToken => "binding",
            TicketPurpose.CheckLink => "link",
            TicketPurpose.ReportPassage => "passage",
            TicketPurpose.OpenDeletion or TicketPurpose.CheckDeletion => "deletion",
            _ => "offline",
        }),
        new("decision", outcome.Decision.ToString()), new("reason", outcome.Reason.ToString()));
}
