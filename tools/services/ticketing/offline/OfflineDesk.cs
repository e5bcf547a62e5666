using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Pedestal.Messaging;
using Pedestal.Protocol;

namespace Pedestal.Ticketing;

/// <summary>
/// Lets lanes admit rotating tickets by themselves: each such ticket can be redeemed at one lane only and by its code only, and
/// a lane's admissions are recorded when it is online again.
/// </summary>
public sealed class OfflineDesk
{
    static readonly byte[] MarkText = "mark"u8.ToArray();

    // The largest difference between the lane's clock and this one.
    static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    readonly OfflineTickets? _tickets;
    readonly RotatingCodes _codes;
    readonly TicketingOptions _options;
    readonly TimeProvider _time;
    readonly ILogger<OfflineDesk> _logger;
    readonly OfflineConflicts _conflicts = new();
    readonly WarningThrottle _throttle;

    /// <summary>Creates a desk for the configured lanes, which require the built-in store.</summary>
    /// <exception cref="InvalidOperationException">The lanes have changed during the event.</exception>
    public OfflineDesk(
        TicketingOptions options, RotatingCodes codes, TimeProvider time, ILogger<OfflineDesk> logger, TicketStore? store = null)
    {
        (_options, _codes, _time, _logger, _tickets) = (options, codes, time, logger, store?.Offline);
        _throttle = new WarningThrottle(time, TimeSpan.FromMinutes(1));
        _tickets?.CheckLanes(options.Event, options.OfflineLanes);
    }

    /// <summary>The number of offline admissions since the start that should not have happened.</summary>
    public int Conflicts => _conflicts.Count;

    /// <summary>Whether this device may not redeem a ticket because it belongs to another lane.</summary>
    internal bool IsOtherLanes(string device, PresentedCode presented) =>
        presented.IsSigned && _options.OfflineLanes.Length > 0
        && _options.OfflineLanes[OfflineTickets.LaneOf(presented.Code, _options.OfflineLanes.Length) - 1] != device;

    /// <summary>Allows a lane to admit its tickets if its settings match ticketing's.</summary>
    internal Decision Open(string device, TicketRequest request)
    {
        var lane = Array.IndexOf(_options.OfflineLanes, device) + 1;
        if (lane == 0 || _tickets is null)
        {
            return Refuse(device, "it is not in OfflineLanes");
        }

        var key = _codes.LaneKeyOf(_options.Event, lane, _options.OfflineLanes.Length);
        var mark = HMACSHA256.HashData(key, MarkText).AsSpan(0, 8);
        var isAlike = request.CodeLength == 2 + mark.Length
            && request.Code[0] == lane && request.Code[1] == _options.OfflineLanes.Length
            && CryptographicOperations.FixedTimeEquals(request.Code.AsSpan(2, mark.Length), mark);
        if (!isAlike)
        {
            return Refuse(device, "its offline.lane, offline.lanes or offline.key differs from ticketing's");
        }

        if (!_tickets.Open(_options.Event, lane, _options.OfflineLanes.Length, device, _time.GetUtcNow()))
        {
            return Refuse(device, "tickets of its lane have already been redeemed, and it does not know which");
        }

        _logger.LogInformation("{Device} may admit the tickets of lane {Lane} offline", device, lane);
        return Decision.Admitted;
    }

    /// <summary>
    /// Records an offline admission. It is accepted only from the lane that holds the ticket, and only with the code that the
    /// lane read; an admission that should not have happened is a conflict, logged and counted.
    /// </summary>
    internal TicketOutcome Report(string device, TicketRequest request)
    {
        if (_tickets is null || !OfflineReport.TryRead(request, out var report))
        {
            return Decision.Refused;
        }

        var ticket = report.Ticket;
        var @event = _tickets.EventOf(ticket) ?? _options.Event;
        if (_tickets.FindOpening(@event, device) is not { } opening || OfflineTickets.LaneOf(ticket, opening.Lanes) != opening.Lane)
        {
            if (_throttle.Passes(device, "report", out var before))
            {
                _logger.LogWarning(
                    "{Device} reports an offline admission of a ticket that it does not hold; {LeftOut} more were not logged",
                    device, before);
            }

            return Decision.Refused;
        }

        var reason = _codes.RefusalOf(report, @event) is var unread and not RefusalReason.None ? unread
            : report.At < opening.At - ClockTolerance || report.At > _time.GetUtcNow() + ClockTolerance ? RefusalReason.OutOfTime
            : RefusalReason.None;
        var outcome = reason != RefusalReason.None
            ? TicketOutcome.NoTicket(reason)
            : _tickets.Record(ticket, @event, device, $"{device}/{report.RequestId:x16}", report.Step, report.At);
        if (outcome.Decision != Decision.Admitted && _conflicts.Add(device, report.RequestId)
            && _throttle.Passes(device, "conflict", out var leftOut))
        {
            _logger.LogError(
                "{Device} admitted a ticket offline at {Time:u} that was {Reason}; its request was {Request:x16}; {LeftOut} more were not logged",
                device, report.At, outcome, report.RequestId, leftOut);
        }

        return outcome;
    }

    Decision Refuse(string device, string why)
    {
        if (_throttle.Passes(device, "open", out var leftOut))
        {
            _logger.LogWarning("{Device} may not admit offline: {Why}; {LeftOut} more refusals were not logged", device, why, leftOut);
        }

        return Decision.Refused;
    }
}
