using System.Data.Common;
using Pedestal.Protocol;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>The decisions that request keys got before.</summary>
static class Replays
{
    /// <summary>Selects what <see cref="Read"/> reads, for the parameter "request".</summary>
    internal const string OfRequest =
        """
        SELECT direction, notes, 0 AS withdrawn FROM entries WHERE request = @request
        UNION ALL
        SELECT COALESCE(e.direction, 0), r.notes, CASE WHEN r.entry IS NULL THEN 1 ELSE 0 END
        FROM repeats r LEFT JOIN entries e ON e.number = r.entry WHERE r.request = @request
        """;

    /// <summary>How many columns that are.</summary>
    internal const int Columns = 3;

    /// <summary>The decision that a request key got before; null if it got none.</summary>
    internal static TicketOutcome? Find(Session session, string key) =>
        session.Rows(OfRequest, row => Read(row), ("request", key)).FirstOrDefault();

    /// <summary>Reads a decision; null for a row without one.</summary>
    internal static TicketOutcome? Read(DbDataReader row) => row.IsDBNull(0) ? null
        : row.GetInt32(2) == 1 ? new TicketOutcome(Decision.Refused, RefusalReason.Withdrawn)
        : new TicketOutcome((Direction)row.GetInt32(0) == Direction.In ? Decision.Admitted : Decision.Left, Notes: (byte)row.GetInt32(1));
}
