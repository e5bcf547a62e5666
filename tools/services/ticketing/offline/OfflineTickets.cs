using System.Text;
using Pedestal.Protocol;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>Rotating tickets that lanes may admit offline, and their admissions.</summary>
public sealed class OfflineTickets
{
    readonly Database _database;

    internal OfflineTickets(Database database)
    {
        _database = database;
    }

    /// <summary>The lane, from 1, that a ticket belongs to when the given number of lanes share the tickets.</summary>
    public static int LaneOf(string code, int lanes) => SignedCode.LaneOf(Encoding.ASCII.GetBytes(code), lanes);

    /// <summary>The event of the rotating ticket with this code; null for any other code.</summary>
    public string? EventOf(string code) => !TicketStore.IsStorable(code) ? null : _database.Read(session => session.Rows(
        "SELECT event FROM tickets WHERE code = @code AND rotating = 1", row => row.GetString(0), ("code", code)))
        .SingleOrDefault();

    /// <summary>Assigns a lane its tickets; false when one of them has been redeemed, which the lane would not know.</summary>
    public bool Open(string @event, int lane, int lanes, string device, DateTimeOffset now) => _database.Write(session =>
    {
        var isUntouched = !session.Rows(
            "SELECT code FROM tickets WHERE event = @event AND rotating = 1 AND redeemed_by IS NOT NULL",
            row => row.GetString(0),
            ("event", @event)).Any(code => LaneOf(code, lanes) == lane);
        if (isUntouched)
        {
            session.Run(
                """
                INSERT INTO offline_lanes(event, lane, lanes, device, opened_at) VALUES(@event, @lane, @lanes, @device, @now)
                ON CONFLICT (event, lane) DO NOTHING
                """,
                ("event", @event), ("lane", lane), ("lanes", lanes), ("device", device), ("now", now.ToUnixTimeSeconds()));
        }

        return isUntouched;
    });

    /// <summary>The lane and time at which a device was assigned its tickets for an event; null if it was not.</summary>
    internal LaneOpening? FindOpening(string @event, string device) => _database.Read(session => session.Rows(
        "SELECT lane, lanes, opened_at FROM offline_lanes WHERE event = @event AND device = @device",
        row => new LaneOpening((int)row.GetInt64(0), (int)row.GetInt64(1), DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(2))),
        ("event", @event), ("device", device))).SingleOrDefault();

    /// <summary>The event that a device was last assigned its tickets for; null if it never was.</summary>
    internal string? LastEventOf(string device) => _database.Read(session => session.Value(
        "SELECT event FROM offline_lanes WHERE device = @device ORDER BY opened_at DESC, event LIMIT 1", ("device", device)) as string);

    /// <summary>
    /// Why an event's lanes cannot be these: they differ from those already assigned, and two could admit the same ticket. Null
    /// when they can.
    /// </summary>
    public string? RefusalOf(string @event, IReadOnlyList<string> devices)
    {
        var opened = _database.Read(session => session.Rows(
            "SELECT lane, lanes, device FROM offline_lanes WHERE event = @event",
            row => (Lane: (int)row.GetInt64(0), Lanes: (int)row.GetInt64(1), Device: row.GetString(2)),
            ("event", @event)).ToList());
        foreach (var (lane, lanes, device) in opened)
        {
            if (lanes != devices.Count || devices[lane - 1] != device)
            {
                return $"{TicketingOptions.Section}:OfflineLanes or the lanes' entrances have changed since {device} was assigned its "
                    + $"tickets as lane {lane} of {lanes} for this event. Restore them: two lanes could admit the same ticket.";
            }
        }

        return null;
    }

    /// <summary>
    /// Records that a device admitted a ticket offline. Admitted, also when it is recorded already; otherwise the reason why
    /// the ticket should not have been admitted, with nothing changed.
    /// </summary>
    public TicketOutcome Record(string code, string @event, string device, string requestKey, long step, DateTimeOffset at) =>
        !TicketStore.IsStorable(code) ? TicketOutcome.UnknownTicket() : _database.Write<TicketOutcome>(session =>
        {
            if (StoredTicket.Find(session, code) is not { } ticket)
            {
                return TicketOutcome.UnknownTicket();
            }

            // The same lane: its request was decided here, but the reply never reached it.
            if (ticket.RedeemedBy is { } by)
            {
                return by.StartsWith(device + "/", StringComparison.Ordinal) ? Decision.Admitted : Decision.TicketUsed;
            }

            if (ticket.RefusalOf(isSigned: true, @event) is var reason and not RefusalReason.None)
            {
                return TicketOutcome.NoTicket(reason);
            }

            session.Run(
                "UPDATE tickets SET redeemed_at = @at, redeemed_by = @request, shown_step = @step WHERE code = @code",
                ("step", step), ("at", at.ToUnixTimeSeconds()), ("request", requestKey), ("code", code));
            return Decision.Admitted;
        });
}

/// <summary>A lane that was assigned its tickets.</summary>
sealed record LaneOpening(int Lane, int Lanes, DateTimeOffset At);
