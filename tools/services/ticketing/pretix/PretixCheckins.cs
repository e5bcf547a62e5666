using Pedestal.Protocol;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>
/// Check-ins that pretix has from elsewhere: scans at other devices and staff's in the back office become entries here, and what is
/// taken back there is undone here.
/// </summary>
/// <param name="session">The transaction.</param>
/// <param name="lists">The check-in lists in use.</param>
/// <param name="device">This venue's device.</param>
/// <param name="now">The time.</param>
sealed class PretixCheckins(Session session, IReadOnlyList<PretixMirrorList> lists, PretixDevice device, DateTimeOffset now)
{
    /// <summary>What the keys of entries made from pretix's check-ins begin with; no pedestal has this name.</summary>
    internal const string Key = "pretix:/";

    const string By = "pretix";

    // What was sent less long ago may be missing in an answer that was under way.
    static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    /// <summary>Brings a ticket's entries in step with its check-ins.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="position">The ticket as pretix tells it.</param>
    /// <param name="asked">When it was asked for; null if it is not fresh, and says nothing of what is missing.</param>
    internal void Apply(long ticket, PretixPosition position, DateTimeOffset? asked)
    {
        var present = (position.Checkins ?? []).Where(checkin => lists.Any(list => list.Setting.Id == checkin.List)).ToList();
        var known = session.Rows(
            $"SELECT {EntryRows.Columns} FROM entries e WHERE e.ticket = @ticket ORDER BY e.at, e.number", row => EntryRows.Read(row),
            ("ticket", ticket));
        var sent = session.Rows(
            "SELECT nonce, list, direction, at, entry, sent, sent_at FROM pretix_uploads WHERE ticket = @ticket",
            row => new Sent(row.GetString(0), row.GetInt64(1), row.GetInt32(2), row.GetInt64(3), row.IsDBNull(4) ? null : row.GetInt64(4),
                row.GetInt64(5) == 2, row.IsDBNull(6) ? 0 : row.GetInt64(6)),
            ("ticket", ticket));
        foreach (var checkin in present.OrderBy(checkin => checkin.Datetime))
        {
            if (known.All(entry => entry.Request != KeyOf(checkin)) && !(checkin.DeviceId == device.DeviceId && sent.Any(s => s.Is(checkin))))
            {
                Add(ticket, checkin);
            }
        }

        if (asked is not { } since)
        {
            return;
        }

        var keys = present.Select(KeyOf).ToHashSet(StringComparer.Ordinal);
        known.Where(entry => entry.Request.StartsWith(Key, StringComparison.Ordinal) && !keys.Contains(entry.Request))
            .ToList().ForEach(Undo);
        foreach (var gone in sent.Where(s => s.IsThere && s.SentAt < (since - Settling).ToUnixTimeSeconds() && !present.Any(s.Is)))
        {
            known.Where(entry => entry.Number == gone.Entry).ToList().ForEach(Undo);
            session.Run("UPDATE pretix_uploads SET sent = 0, tries = tries + 1 WHERE nonce = @nonce", ("nonce", gone.Nonce));
        }
    }

    /// <summary>The entrance of a guest who is inside; null if nobody is.</summary>
    internal static string? Inside(Session session, long ticket) => session.Rows(
        "SELECT direction, entrance FROM entries WHERE ticket = @ticket AND state <> 3 ORDER BY at DESC, number DESC LIMIT 1",
        row => row.GetInt32(0) == (int)Direction.In ? row.GetString(1) : null, ("ticket", ticket)).FirstOrDefault();

    void Add(long ticket, PretixCheckin checkin)
    {
        var isExit = checkin.Type == "exit";
        var inside = Inside(session, ticket);
        EntryRows.Add(session, ticket, new Entry
        {
            Number = 0, Event = lists.First(list => list.Setting.Id == checkin.List).Number,
            Direction = isExit ? Direction.Out : Direction.In, At = checkin.Datetime, Due = checkin.Datetime, Pedestal = By,
            Medium = Medium.Code, Request = KeyOf(checkin), IsVisit = !isExit, State = EntryState.Counted,
        }, isExit ? inside : inside is null ? "" : null);
    }

    void Undo(Entry entry)
    {
        if (entry.State != EntryState.Undone)
        {
            EntryRows.Undo(session, entry, By, "taken back in pretix", now);
        }
    }

    static string KeyOf(PretixCheckin checkin) => $"{Key}{checkin.Id}";

    sealed record Sent(string Nonce, long List, int Direction, long At, long? Entry, bool IsThere, long SentAt)
    {
        internal bool Is(PretixCheckin checkin) => checkin.List == List && (checkin.Type == "exit" ? 1 : 0) == Direction
            && checkin.Datetime.ToUnixTimeSeconds() == At;
    }
}
