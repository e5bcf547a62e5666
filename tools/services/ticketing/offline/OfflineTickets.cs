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

    /// <summary>The events of the rotating ticket with this code, by number; none for any other code.</summary>
    public IReadOnlyList<string> EventsOf(string code) => !TicketStore.IsStorable(code) ? [] : _database.Read(session => session.Rows(
        """
        SELECT e.name FROM tickets t JOIN ticket_events v ON v.ticket = t.number JOIN events e ON e.number = v.event
        WHERE t.code = @code AND t.rotating = 1 ORDER BY e.number
        """,
        row => row.GetString(0), ("code", code)));

    /// <summary>Assigns a lane its tickets; false when one of them has been redeemed, which the lane would not know.</summary>
    public bool Open(string @event, int lane, int lanes, string device, DateTimeOffset now) => _database.Write(session =>
    {
        var isUntouched = !session.Rows(
            """
            SELECT t.code FROM events e JOIN entries x ON x.event = e.number AND x.state <> 3 JOIN tickets t ON t.number = x.ticket
            WHERE e.name = @event AND t.rotating = 1
            """,
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
    /// Records that a device admitted a ticket offline, at the true time. Admitted, also when it is recorded already; otherwise the
    /// reason why the ticket should not have been admitted. What the rules do not allow is recorded all the same, with that reason,
    /// because its guest is inside; a ticket that is none for this event changes nothing.
    /// </summary>
    public TicketOutcome Record(string code, string @event, EntryAttempt lane, string requestKey, long step, DateTimeOffset at) =>
        !TicketStore.IsStorable(code) ? TicketOutcome.UnknownTicket() : _database.Write<TicketOutcome>(session =>
        {
            if (EventTable.Find(session, @event, lane.Entrance.Venue) is not { } e)
            {
                return TicketOutcome.UnknownTicket();
            }

            if (Known(session, requestKey) is { } known)
            {
                return known;
            }

            var situation = new Situation(
                e.Number, EventTable.RulesOf(session, e.Number), lane.Entrance.Name, lane.Pedestal, Medium.Offline, at);
            var verdict = Admission.OfCode(
                TicketRows.AtLane(session, code, e.Number, lane.Pedestal, at), isSigned: true, situation);
            if (verdict.Outcome.Decision is Decision.NoTicket or Decision.UnknownTicket)
            {
                return verdict.Outcome;
            }

            var ticket = TicketRows.Find(session, code)!;
            TicketRows.Shown(session, ticket.Number, step);

            // The same lane: its request was decided here, but the reply never reached it.
            if (ticket.At(e.Number).LastOrDefault() is { Direction: Direction.In } last && last.Pedestal == lane.Pedestal)
            {
                if (last.State == EntryState.Provisional)
                {
                    EntryRows.Confirm(session, last, requestKey, at);
                }

                return Decision.Admitted;
            }

            EntryRows.Add(session, ticket.Number, new Entry
            {
                Number = 0,
                Event = e.Number,
                At = at,
                Due = at,
                Entrance = lane.Entrance.Name,
                Pedestal = lane.Pedestal,
                Medium = Medium.Offline,
                Request = requestKey,
                IsVisit = verdict.IsVisit,
                State = EntryState.Counted,
                Reason = verdict.IsAdmitted ? null : verdict.Outcome.Decision.ToString(),
            }, origin: lane.Entrance.Name);
            return verdict.IsAdmitted ? Decision.Admitted : verdict.Outcome;
        });

    // What a report got that was recorded before.
    static TicketOutcome? Known(Session session, string requestKey) => session.Rows(
        "SELECT reason FROM entries WHERE request = @request", row => row.IsDBNull(0) ? null : row.GetString(0), ("request", requestKey)) is not [var reason]
        ? null
        : Enum.TryParse<Decision>(reason, out var decision) ? decision : Decision.Admitted;
}

/// <summary>A lane that was assigned its tickets.</summary>
sealed record LaneOpening(int Lane, int Lanes, DateTimeOffset At);
