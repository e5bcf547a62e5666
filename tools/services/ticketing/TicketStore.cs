using System.Data.Common;
using Pedestal.Messaging.Guests;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>Tickets and what they were used for. Every operation is one durable transaction.</summary>
public sealed class TicketStore : IDisposable
{
    const int ImportBatch = 500;

    readonly Database _database;

    /// <summary>Opens the database.</summary>
    /// <param name="source">An SQLite file or a PostgreSQL address; see <see cref="Database.Open"/>.</param>
    /// <param name="mustExist">Whether an absent SQLite file is an error; otherwise it is created.</param>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public TicketStore(string source, bool mustExist = false)
    {
        if (mustExist && !Database.IsServer(source) && !File.Exists(source))
        {
            throw new StorageException(StorageError.Unreachable,
                $"The database {source} does not exist. Set the one that ticketing uses.");
        }

        _database = Database.Open(source, new Component("ticketing", typeof(TicketStore).Assembly));
        Events = new EventBook(_database);
        Guests = new GuestLists(_database);
        Accounts = new AccountTokens(_database);
        Links = new EnrolmentLinks(_database);
        Offline = new OfflineTickets(_database);
        Admissions = new Admissions(_database);
        Entries = new EntryLog(_database);
        Attendance = new Attendance(_database, TimeProvider.System);
        Transfers = new Transfers(_database);
        Operators = new OperatorBook(_database);
        Acts = new ActLog(_database);
        ByHand = new ByHand(_database);
        Lookup = new TicketLookup(_database);
        Refusals = new RefusalLog(_database);
        Reports = new AttendanceReports(_database, Attendance);
        Probe = new WriteProbe(_database, TimeProvider.System);
    }

    /// <summary>The database, for what is kept beside the tickets.</summary>
    internal Database Database => _database;

    /// <summary>Tests whether the database accepts writes now.</summary>
    public WriteProbe Probe { get; }

    /// <summary>The events, and when they are open.</summary>
    public EventBook Events { get; }

    /// <summary>Whose tokens hold a ticket for which event.</summary>
    public GuestLists Guests { get; }

    /// <summary>Which account a token belongs to.</summary>
    public AccountTokens Accounts { get; }

    /// <summary>Enrolments opened by a ticket.</summary>
    public EnrolmentLinks Links { get; }

    /// <summary>Tickets that lanes may admit offline.</summary>
    public OfflineTickets Offline { get; }

    /// <summary>Admits guests at lanes and lets them out.</summary>
    public Admissions Admissions { get; }

    /// <summary>Every passage in or out.</summary>
    public EntryLog Entries { get; }

    /// <summary>How many guests came, left and are inside.</summary>
    public Attendance Attendance { get; }

    /// <summary>Gives tickets to other accounts.</summary>
    public Transfers Transfers { get; }

    /// <summary>The people who may act over HTTP.</summary>
    public OperatorBook Operators { get; }

    /// <summary>What people did by hand.</summary>
    public ActLog Acts { get; }

    /// <summary>What people do by hand.</summary>
    public ByHand ByHand { get; }

    /// <summary>Finds tickets for staff.</summary>
    public TicketLookup Lookup { get; }

    /// <summary>How often lanes refused.</summary>
    public RefusalLog Refusals { get; }

    /// <summary>Events in numbers, for staff and metrics.</summary>
    public AttendanceReports Reports { get; }

    /// <summary>The database's name in messages; never contains a password.</summary>
    public string Name => _database.Name;

    /// <summary>
    /// Adds tickets and updates known ones, and says what it could not change: what a ticket was used for always stays, and a rotating
    /// ticket stays rotating, because its secret is already in an application. An event that is not known yet is created without times, so that it does not open by itself.
    /// Written in batches, so that redemptions proceed in between.
    /// </summary>
    /// <exception cref="ImportStoppedException">The database failed; the message says how much was imported.</exception>
    public ImportOutcome Import(IEnumerable<TicketRow> rows)
    {
        var batches = rows.Chunk(ImportBatch).ToList();
        var (imported, outcomes) = (0, new List<ImportOutcome>());
        foreach (var batch in batches)
        {
            try
            {
                outcomes.Add(_database.Write(session => new TicketImport(session).Write(batch)));
            }
            catch (Exception e) when (e is StorageException or DbException)
            {
                throw new ImportStoppedException(
                    imported, batches.Sum(b => b.Length), e is StorageException ? e.Message : $"{Name}: {e.Message}", e);
            }

            imported += batch.Length;
        }

        return new ImportOutcome(outcomes.Sum(o => o.Used), [.. outcomes.SelectMany(o => o.Kept)]);
    }

    /// <summary>The events of an imported list, with what keeps them from opening and which products their rules do not name.</summary>
    public IReadOnlyList<EventTickets> EventsOf(TicketList list) => [.. list.Events.Select(e => e with
    {
        HasNoTimes = Events.Find(e.Event, venue: "") is { Opening: EventOpening.ByTime, Doors: null },
        UnknownProducts = Events.RulesOf(e.Event, venue: "") is not { Products: { Count: > 0 } products } ? []
            : [.. list.Rows.Where(row => row.Events.Contains(e.Event)).Select(row => row.Product).Distinct(StringComparer.Ordinal)
                .Where(product => products.All(rule => rule.Product != product && rule.Product != EventRules.AnyProduct))],
    })];

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    /// <summary>PostgreSQL stores no text with a zero byte, and no ticket has one.</summary>
    internal static bool IsStorable(string code) => !code.Contains('\0');
}
