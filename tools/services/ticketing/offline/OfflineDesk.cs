using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Pedestal.Messaging;
using Pedestal.Messaging.Guests;
using Pedestal.Protocol;

namespace Pedestal.Ticketing;

/// <summary>
/// Lets lanes admit rotating tickets by themselves: each such ticket can be redeemed at one lane only and by its code only, and
/// a lane's admissions are recorded when it is online again.
/// </summary>
public sealed class OfflineDesk
{
    const int MarkLength = 8;

    static readonly byte[] MarkText = "mark"u8.ToArray();

    // The largest difference between the lane's clock and this one.
    static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    readonly TicketStore? _store;
    readonly RotatingCodes _codes;
    readonly OfflineLanes _lanes;
    readonly KeyRing _keys;
    readonly string _venue;
    readonly TimeProvider _time;
    readonly ILogger<OfflineDesk> _logger;
    readonly OfflineConflicts _conflicts = new();
    readonly WarningThrottle _throttle;

    /// <summary>Creates a desk for the configured lanes, which require the built-in store.</summary>
    /// <exception cref="InvalidOperationException">The lanes have changed during an event.</exception>
    public OfflineDesk(
        TicketingOptions options, RotatingCodes codes, KeyRing keys, TimeProvider time, ILogger<OfflineDesk> logger,
        TicketStore? store = null)
    {
        (_codes, _keys, _time, _logger, _store, _venue) = (codes, keys, time, logger, store, options.Venue);
        _lanes = new OfflineLanes(options, keys);
        _throttle = new WarningThrottle(time, TimeSpan.FromMinutes(1));
        var now = time.GetUtcNow();
        var refusal = store?.Events.List(_venue).Where(e => e.IsOpenAt(now) || e.End > now)
            .Select(e => store.Offline.RefusalOf(e.Name, _lanes.Of(e))).FirstOrDefault(found => found is not null);
        if (refusal is not null)
        {
            throw new InvalidOperationException(refusal);
        }
    }

    /// <summary>The number of offline admissions since the start that should not have happened.</summary>
    public int Conflicts => _conflicts.Count;

    /// <summary>Whether this device may not redeem a ticket because it belongs to another lane.</summary>
    internal bool IsOtherLanes(string device, PresentedCode presented)
    {
        if (!presented.IsSigned || _lanes.IsEmpty || _store is null)
        {
            return false;
        }

        var now = _time.GetUtcNow();
        var lanes = _store.Offline.EventsOf(presented.Code).Select(name => _store.Events.Find(name, _venue)).OfType<EventDetails>()
            .OrderBy(e => e.IsOpenAt(now) ? 0 : 1).Select(_lanes.Of).FirstOrDefault() ?? [];
        return lanes.Count > 0 && lanes[OfflineTickets.LaneOf(presented.Code, lanes.Count) - 1] != device;
    }

    /// <summary>Allows a lane to admit its tickets for an event if its settings match ticketing's.</summary>
    internal Decision Open(string device, TicketRequest request)
    {
        if (_store is null || !_lanes.Contains(device))
        {
            return Refuse(device, "it is not in OfflineLanes");
        }

        if (EventOf(device, request, _store) is not { } e)
        {
            return Refuse(device, "its offline.lane, offline.lanes or offline.key are of no event that is still to come at its entrance");
        }

        var lanes = _lanes.Of(e);
        if (_store.Offline.RefusalOf(e.Name, lanes) is { } changed)
        {
            return Refuse(device, changed);
        }

        var lane = lanes.IndexOf(device) + 1;
        if (!_store.Offline.Open(e.Name, lane, lanes.Count, device, _time.GetUtcNow()))
        {
            return Refuse(device, "tickets of its lane have already been redeemed, and it does not know which");
        }

        _logger.LogInformation("{Device} may admit the tickets of lane {Lane} offline for {Event}", device, lane, e.Name);
        return Decision.Admitted;
    }

    /// <summary>
    /// Records an offline admission. It is accepted only from the lane that holds the ticket, and only with the code that the
    /// lane read; an admission that should not have happened is a conflict, logged and counted.
    /// </summary>
    internal TicketOutcome Report(string device, TicketRequest request)
    {
        if (_store is null || !OfflineReport.TryRead(request, out var report))
        {
            return Decision.Refused;
        }

        var ticket = report.Ticket;
        var events = _store.Offline.EventsOf(ticket);
        var name = events.OrderByDescending(e => _store.Offline.FindOpening(e, device)?.At).FirstOrDefault()
            ?? _store.Offline.LastEventOf(device);
        var opening = name is null ? null : _store.Offline.FindOpening(name, device);
        if (opening is null || OfflineTickets.LaneOf(ticket, opening.Lanes) != opening.Lane)
        {
            if (_throttle.Passes(device, "report", out var before))
            {
                _logger.LogWarning(
                    "{Device} reports an offline admission of a ticket that it does not hold; {LeftOut} more were not logged",
                    device, before);
            }

            return Decision.Refused;
        }

        var reason = _codes.RefusalOf(report, name!) is var unread and not RefusalReason.None ? unread
            : report.At < opening.At - ClockTolerance || report.At > _time.GetUtcNow() + ClockTolerance ? RefusalReason.OutOfTime
            : !WasOpen(name!, report.At) ? RefusalReason.NotOpen
            : RefusalReason.None;
        var outcome = reason != RefusalReason.None
            ? TicketOutcome.NoTicket(reason)
            : _store.Offline.Record(ticket, name!, new EntryAttempt(new Entrance(_venue, _keys.EntranceOf(device)), device, PassageTerms.AtOnce),
                TicketCall.KeyOf(device, report.RequestId), report.Step, report.At);
        if (outcome.Decision != Decision.Admitted && _conflicts.Add(device, report.RequestId)
            && _throttle.Passes(device, "conflict", out var leftOut))
        {
            _logger.LogError(
                "{Device} admitted a ticket offline at {Time:u} that was {Reason}; its request was {Request:x16}; {LeftOut} more were not logged",
                device, report.At, outcome, report.RequestId, leftOut);
        }

        return outcome;
    }

    // The lane says which event it is set for by a mark under that event's key.
    EventDetails? EventOf(string device, TicketRequest request, TicketStore store)
    {
        var now = _time.GetUtcNow();
        return store.Events.List(_venue).FirstOrDefault(e =>
        {
            var lanes = _lanes.Of(e);
            var lane = lanes.IndexOf(device) + 1;
            return lane > 0 && !EventSchedule.IsOver(e, now)
                && request.CodeLength == 2 + MarkLength && request.Code[0] == lane && request.Code[1] == lanes.Count
                && CryptographicOperations.FixedTimeEquals(
                    request.Code.AsSpan(2, MarkLength),
                    HMACSHA256.HashData(_codes.LaneKeyOf(e.Name, lane, lanes.Count), MarkText).AsSpan(0, MarkLength));
        });
    }

    // Whether an event that is opened and closed by hand was open then, nobody can tell any more.
    bool WasOpen(string name, DateTimeOffset at) => _store!.Events.Find(name, _venue) is { } e
        && (e.Opening == EventOpening.Open || e.Doors is null
            || (at >= e.Doors - ClockTolerance && at < e.End + ClockTolerance));

    Decision Refuse(string device, string why)
    {
        if (_throttle.Passes(device, "open", out var leftOut))
        {
            _logger.LogWarning("{Device} may not admit offline: {Why}; {LeftOut} more refusals were not logged", device, why, leftOut);
        }

        return Decision.Refused;
    }
}
