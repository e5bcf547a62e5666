using Pedestal.Messaging;
using Pedestal.Protocol;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>Finds tickets for staff, and what became of them.</summary>
public sealed class TicketLookup
{
    /// <summary>Most tickets of one account that are listed.</summary>
    public const int Most = 200;

    /// <summary>Most tickets that a search lists.</summary>
    public const int MostFound = 50;

    readonly Database _database;

    internal TicketLookup(Database database) => _database = database;

    /// <summary>An account's tickets by code, at most <see cref="Most"/>; none for an unknown account.</summary>
    public IReadOnlyList<TicketView> OfAccount(string account) => !TicketStore.IsStorable(account) ? [] : _database.Read(session =>
        (IReadOnlyList<TicketView>)[.. TicketRows.OfAccount(session, account, Most).Select(ticket => View(session, ticket))]);

    /// <summary>
    /// The tickets whose code begins with a text, or whose account's name contains it, whatever the case of ASCII letters; by account
    /// and at most <see cref="MostFound"/>.
    /// </summary>
    public IReadOnlyList<TicketView> Search(string text) => !TicketStore.IsStorable(text) ? [] : _database.Read(session =>
        (IReadOnlyList<TicketView>)[.. TicketRows.Like(session, text, MostFound).Select(ticket => View(session, ticket))]);

    /// <summary>The ticket with a code; null if there is none.</summary>
    public TicketView? Find(string code) => !TicketStore.IsStorable(code) ? null : _database.Read(session =>
        TicketRows.Find(session, code) is { } ticket ? View(session, ticket) : null);

    /// <summary>Everything about the ticket with a code; null if there is none.</summary>
    /// <param name="code">The code.</param>
    /// <param name="venue">The venue that ticketing serves.</param>
    /// <param name="now">The time.</param>
    public TicketHistory? HistoryOf(string code, string venue, DateTimeOffset now) => !TicketStore.IsStorable(code) ? null
        : _database.Read(session => TicketRows.Find(session, code) is not { } ticket ? null : new TicketHistory(
            View(session, ticket),
            [
                .. EventTable.Open(session, venue, now).Where(open => open.Details.Venue == venue)
                    .SelectMany(open => EntrancesOf(open).Select(name => VerdictAt(session, code, open, name, now))),
            ],
            PassagesOf(session, ticket.Number), ActLog.Of(session, ticket.Number)));

    // Where a lane's situation matters, it is taken for one that nobody has used.
    static EntranceVerdict VerdictAt(Session session, string code, OpenEvent open, string entrance, DateTimeOffset now)
    {
        var attempt = new EntryAttempt(new Entrance(open.Details.Venue, entrance), "", PassageTerms.AtOnce);
        var request = new LaneRequest(attempt, "", Medium.Code, null, now);
        var ticket = TicketRows.AtLane(session, code, open.Details.Number, pedestal: "", now).First(t => t.Tie == Tie.Held);
        var outcome = Admission.OfCode([ticket], isSigned: ticket.IsRotating, request.At(session, open)).Outcome;
        return new EntranceVerdict(open.Details.Name, entrance, outcome.Decision, outcome.Reason);
    }

    // An event at every entrance of the venue: those that its rules name.
    static IEnumerable<string> EntrancesOf(OpenEvent open) => open.Details.Entrances.Count > 0 ? open.Details.Entrances
        : open.Rules.Zones.SelectMany(zone => zone.Entrances)
            .Concat(open.Rules.Products.SelectMany(product => product.Entrances ?? [])).Prepend(KeyRing.MainEntrance)
            .Distinct(StringComparer.Ordinal);

    static List<EntryView> PassagesOf(Session session, long ticket) => session.Rows(
        $"""
        SELECT n.name, {EntryRows.Columns} FROM entries e LEFT JOIN events n ON n.number = e.event
        WHERE e.ticket = @ticket ORDER BY e.at, e.number
        """,
        row => View(EntryRows.Read(row, 1), row.IsDBNull(0) ? null : row.GetString(0)), ("ticket", ticket));

    static EntryView View(Entry e, string? name) => new(e.Number, name, e.Direction, e.At, e.Entrance, e.Pedestal, e.Medium, e.State,
        e.PassedAt, e.UndoneAt, e.UndoneBy, e.Reason);

    static TicketView View(Session session, Ticket ticket) => new(ticket.Code, ticket.Account,
        session.Rows(
            "SELECT e.name FROM ticket_events v JOIN events e ON e.number = v.event WHERE v.ticket = @ticket ORDER BY e.number",
            row => row.GetString(0), ("ticket", ticket.Number)),
        ticket.Product, !ticket.IsValid, ticket.IsRotating, ticket.Uses, ticket.Blocked, ticket.Holder is not null,
        ticket.Inside is not null ? Whereabouts.Inside : ticket.IsUsed ? Whereabouts.Left : Whereabouts.NotEntered);
}
