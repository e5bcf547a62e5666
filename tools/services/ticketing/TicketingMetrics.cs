using System.Diagnostics.Metrics;
using Pedestal.Protocol;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>Counts for all guests together: no label identifies a guest, a ticket or a pedestal.</summary>
public sealed class TicketingMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Pedestal.Ticketing";

    readonly Meter _meter;
    readonly Counter<long> _decisions;
    readonly Counter<long> _passages;

    /// <summary>Creates the instruments.</summary>
    /// <param name="meters">Creates the meter.</param>
    /// <param name="options">Names the venue whose open events are counted.</param>
    /// <param name="store">The built-in store; null for an external system, whose attendance is not known here.</param>
    /// <param name="time">Trusted time.</param>
    public TicketingMetrics(IMeterFactory meters, TicketingOptions? options = null, TicketStore? store = null, TrustedTime? time = null)
    {
        ArgumentNullException.ThrowIfNull(meters);
        _meter = meters.Create(MeterName);
        _decisions = _meter.CreateCounter<long>("ticketing.decisions", null,
            "Decisions by entrance, purpose (code, palm, enrolment, link, binding, deletion, offline, passage), kind and, when refused, reason.");
        if (options is not null && store is not null && time is not null)
        {
            _ = new AttendanceMetrics(_meter, store.Reports, options.Venue, time);
        }

        _passages = _meter.CreateCounter<long>("ticketing.passages", null,
            "Reports of passages by effect; SlippedThrough: without an admission, PassedTwice: two by one admission.");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    internal void Passed(PassageEffect effect) => _passages.Add(1, new KeyValuePair<string, object?>("effect", effect.ToString()));

    internal void Decided(TicketPurpose purpose, string entrance, TicketOutcome outcome) => _decisions.Add(1,
        new("entrance", entrance),
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
