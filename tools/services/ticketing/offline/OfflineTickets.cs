using System.Text;
using Pedestal.Protocol;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>Rotating tickets that lanes may admit by themselves, and what became of them.</summary>
public sealed class OfflineTickets
{
    readonly Database _database;

    internal OfflineTickets(Database database)
    {
        _database = database;
    }

    /// <summary>The lane, from 1, that a ticket belongs to when so many share them.</summary>
    public static int LaneOf(string code, int lanes) => SignedCode.LaneOf(Encoding.ASCII.GetBytes(code), lanes);

    /// <summary>The event of the rotating ticket with this code; null for every other code.</summary>
    public string? EventOf(string code) => !TicketStore.IsStorable(code) ? null : _database.Read(session => session.Rows(
        "SELECT event FROM tickets WHERE code = @code AND rotating = 1", row => row.GetString(0), ("code", code)))
        .SingleOrDefault();

    /// <summary>
    /// Hands a lane its tickets; false when one of them has been redeemed, which the lane would not know of.
    /// </summary>
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

    /// <summary>As which lane a device was handed its tickets for an event, and when; null when it was not.</summary>
    internal LaneOpening? FindOpening(string @event, string device) => _database.Read(session => session.Rows(
        "SELECT lane, lanes, opened_at FROM offline_lanes WHERE event = @event AND device = @device",
        row => new LaneOpening((int)row.GetInt64(0), (int)row.GetInt64(1), DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(2))),
        ("event", @event), ("device", device))).SingleOrDefault();

    /// <summary>Refuses lanes other than those that were handed their tickets: two could admit the same one.</summary>
    /// <exception cref="InvalidOperationException">The message says which setting to put back.</exception>
    public void CheckLanes(string @event, IReadOnlyList<string> devices)
    {
        var opened = _database.Read(session => session.Rows(
            "SELECT lane, lanes, device FROM offline_lanes WHERE event = @event",
            row => (Lane: (int)row.GetInt64(0), Lanes: (int)row.GetInt64(1), Device: row.GetString(2)),
            ("event", @event)).ToList());
        foreach (var (lane, lanes, device) in opened)
        {
            if (lanes != devices.Count || devices[lane - 1] != device)
            {
                throw new InvalidOperationException(
                    $"{TicketingOptions.Section}:OfflineLanes has changed since {device} was handed its tickets as lane {lane} of "
                    + $"{lanes} for this event. Put it back: two lanes could admit the same ticket.");
            }
        }
    }

    /// <summary>
    /// Writes down that a device admitted a ticket by itself. Admitted, also when it is known already; otherwise why the ticket
    /// should not have been admitted, with nothing changed.
    /// </summary>
    public TicketAnswer Record(string code, string @event, string device, string requestKey, long step, DateTimeOffset at) =>
        !TicketStore.IsStorable(code) ? TicketAnswer.UnknownTicket() : _database.Write<TicketAnswer>(session =>
        {
            if (StoredTicket.Find(session, code) is not { } ticket)
            {
                return TicketAnswer.UnknownTicket();
            }

            // The same lane: its question was answered here, but the answer never opened its gate.
            if (ticket.RedeemedBy is { } by)
            {
                return by.StartsWith(device + "/", StringComparison.Ordinal) ? Decision.Admitted : Decision.TicketUsed;
            }

            if (ticket.RefusalOf(isSigned: true, @event) is var reason and not RefusalReason.None)
            {
                return TicketAnswer.NoTicket(reason);
            }

            session.Run(
                "UPDATE tickets SET redeemed_at = @at, redeemed_by = @request, shown_step = @step WHERE code = @code",
                ("step", step), ("at", at.ToUnixTimeSeconds()), ("request", requestKey), ("code", code));
            return Decision.Admitted;
        });
}

/// <summary>A lane that was handed its tickets.</summary>
sealed record LaneOpening(int Lane, int Lanes, DateTimeOffset At);
