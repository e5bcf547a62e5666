using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>What the database knows about a palm at a lane.</summary>
/// <param name="Account">The account that the palm belongs to; null if none is known.</param>
/// <param name="Replay">The decision that the request got before; null for a new one.</param>
/// <param name="Open">The event, if it is open at the lane.</param>
/// <param name="Near">
/// The person's own tickets for it, those that the person was admitted with, and those of the account whose codes were admitted at
/// the pedestal and have not passed yet.
/// </param>
sealed record PalmAtLane(string? Account, TicketOutcome? Replay, OpenEvent? Open, IReadOnlyList<Ticket> Near)
{
    const int TicketsAt = Replays.Columns + EventTable.OpenColumns;

    // One statement, because each costs a round trip to the database while every other lane waits for its turn.
    static readonly string All =
        $"""
        SELECT replay.*, open.*, near.*, one.account FROM (SELECT {TicketRows.AccountOfToken} AS account) one
        LEFT JOIN ({Replays.OfRequest}) replay ON 1 = 1
        LEFT JOIN ({EventTable.OpenNow} AND e.number = @event) open ON 1 = 1
        LEFT JOIN ({TicketRows.PalmAtLane}) near ON 1 = 1
        """;

    /// <summary>What it is read with.</summary>
    /// <param name="request">The palm and the lane.</param>
    /// <param name="number">The event's number.</param>
    internal static Lookup<Row> Lookup(LaneRequest request, int number)
    {
        var entrance = request.Attempt.Entrance;
        return new Lookup<Row>(
            All,
            row => new Row(
                row.IsDBNull(row.FieldCount - 1) ? null : row.GetString(row.FieldCount - 1),
                Replays.Read(row),
                row.IsDBNull(Replays.Columns) ? null : EventTable.ReadOpen(row, entrance.Venue, Replays.Columns),
                TicketRows.RowOf(row, TicketsAt)),
            ("request", request.Key), ("event", number), ("token", request.Token), ("pedestal", request.Attempt.Pedestal),
            ("now", request.Now.ToUnixTimeSeconds()), ("medium", "code"));
    }

    /// <summary>Reads it.</summary>
    internal static PalmAtLane Read(Session session, Lookup<Row> lookup, Entrance entrance)
    {
        var rows = session.Rows(lookup);
        var (account, replay, open, _) = rows[0];
        return new PalmAtLane(account, replay,
            open?.Details.IsAt(entrance.Venue, entrance.Name) == true ? open : null, TicketRows.Of(rows.Select(row => row.Near)));
    }

    /// <summary>A row of the statement: each row has the account, the replay and the event, and one of the tickets' passages.</summary>
    internal readonly record struct Row(string? Account, TicketOutcome? Replay, OpenEvent? Open, (Ticket Ticket, Entry? Entry)? Near);
}
