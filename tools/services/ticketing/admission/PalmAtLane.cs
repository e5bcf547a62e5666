using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>What the database knows about a palm at a lane.</summary>
/// <param name="Replay">The decision that the request got before; null for a new one.</param>
/// <param name="Open">The event, if it is open at the lane.</param>
/// <param name="Near">
/// The person's own tickets for it, those that the person was admitted with, and those of the account whose codes were admitted at
/// the pedestal and have not passed yet.
/// </param>
sealed record PalmAtLane(TicketOutcome? Replay, OpenEvent? Open, IReadOnlyList<Ticket> Near)
{
    const int TicketsAt = Replays.Columns + EventTable.OpenColumns;

    // One statement, because each costs a round trip to the database while every other lane waits for its turn.
    static readonly string All =
        $"""
        SELECT replay.*, open.*, near.* FROM (SELECT 1 AS n) one
        LEFT JOIN ({Replays.OfRequest}) replay ON 1 = 1
        LEFT JOIN ({EventTable.OpenNow} AND e.number = @event) open ON 1 = 1
        LEFT JOIN ({TicketRows.PalmAtLane}) near ON 1 = 1
        """;

    /// <summary>Reads it.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="request">The palm and the lane.</param>
    /// <param name="number">The event's number.</param>
    internal static PalmAtLane Read(Session session, LaneRequest request, int number)
    {
        var (entrance, replay, open) = (request.Attempt.Entrance, (TicketOutcome?)null, (OpenEvent?)null);
        var rows = session.Rows(
            All,
            row =>
            {
                replay ??= Replays.Read(row);
                open ??= row.IsDBNull(Replays.Columns) ? null : EventTable.ReadOpen(row, entrance.Venue, Replays.Columns);
                return TicketRows.RowOf(row, TicketsAt);
            },
            ("request", request.Key), ("event", number), ("token", request.Token), ("pedestal", request.Attempt.Pedestal),
            ("now", request.Now.ToUnixTimeSeconds()), ("medium", "code"));
        return new PalmAtLane(replay, open?.Details.IsAt(entrance.Venue, entrance.Name) == true ? open : null, TicketRows.Of(rows));
    }
}
