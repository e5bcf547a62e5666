using System.Data.Common;
using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>
/// Stores persons, their palms and their pairwise tokens. Tokens are sealed under the store key, templates under it or under
/// their event's key. The store knows no name, account or ticket. Safe for concurrent callers.
/// </summary>
public sealed class PalmStore : IDisposable
{
    /// <summary>The owner of the tables.</summary>
    internal static readonly Component Component = new("identity", typeof(PalmStore).Assembly);

    readonly Database _database;
    readonly TrustedTime _time;
    readonly UseNotes _uses = new();
    readonly Scrubbing _scrubbing;
    readonly Retention _retention;
    readonly ClockWatch _clock;

    PalmStore(Database database, StoreKey key, EventKeys eventKeys, TrustedTime time)
    {
        (_database, _time) = (database, time);
        (_scrubbing, _clock) = (new Scrubbing(database), new ClockWatch(database, time));
        _retention = new Retention(database, key, time);
        Persons = new Persons(database, key, eventKeys, time);
        Tokens = new PalmTokens(database, key, time);
        Guests = new GuestLists(database, key);
        Deletions = new Deletions(database, key, eventKeys, time, _scrubbing);
        Templates = new TemplateReader(database, key, eventKeys);
        Records = new PersonRecords(database, time);
        Links = new GuestLinks(database, key, time);
        Changes = new Changes(database);
        Probe = new WriteProbe(database, time);
    }

    /// <summary>The persons and their palms.</summary>
    public Persons Persons { get; }

    /// <summary>The tokens by which relying parties know persons.</summary>
    public PalmTokens Tokens { get; }

    /// <summary>The parties' events and guest lists.</summary>
    public GuestLists Guests { get; }

    /// <summary>What ends: persons, consents, events.</summary>
    public Deletions Deletions { get; }

    /// <summary>What is stored about persons, as they may be told.</summary>
    public PersonRecords Records { get; }

    /// <summary>The links with which persons see what is stored about them.</summary>
    public GuestLinks Links { get; }

    /// <summary>Reads stored templates.</summary>
    public TemplateReader Templates { get; }

    /// <summary>What has changed, in order.</summary>
    public Changes Changes { get; }

    /// <summary>The clock for everything stored, ended or deleted here.</summary>
    public TimeProvider Time => _time;

    /// <summary>Tests whether the database accepts writes now.</summary>
    public WriteProbe Probe { get; }

    /// <summary>Deleted values that are not overwritten yet; null if there are none.</summary>
    public OwedScrub? OwedScrub => _scrubbing.Owed;

    /// <summary>What waits for a person's approval.</summary>
    public IReadOnlyList<Hold> Holds => [.. new[] { _clock.Hold, _retention.Hold }.OfType<Hold>()];

    /// <summary>Opens the store; creates database and key on first start.</summary>
    /// <param name="source">An SQLite file or a PostgreSQL address; see <see cref="Database.Open"/>.</param>
    /// <param name="keyFile">
    /// The store key's file; event keys are in the folder event-keys beside it, the audit log's keys in audit.key.
    /// </param>
    /// <param name="time">The clock of the records; the host's if null.</param>
    /// <param name="longestGap">
    /// How long the service may have been off; if the clock is ahead by more, it must be approved. Default 30 days.
    /// </param>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    /// <exception cref="PalmStoreException">Database and key do not belong together.</exception>
    public static PalmStore Open(string source, string keyFile, TimeProvider time, TimeSpan? longestGap = null)
    {
        var database = Database.Open(source, Component);
        try
        {
            var key = KeyCheck.LoadKey(database, keyFile);
            database.AuditKeys = PalmAudit.LoadKeys(database, PalmAudit.KeyFileBeside(keyFile));
            var folder = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(keyFile))!, "event-keys");
            var store = new PalmStore(database, key, new EventKeys(folder), time as TrustedTime ?? new TrustedTime(time));
            store._clock.Resume(longestGap ?? TimeSpan.FromDays(30));
            store.Deletions.FinishPurges();
            store.Scrub();
            return store;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Records that a palm is in use, so that it is kept; only the day is recorded. It is written with the next <see
    /// cref="SaveUses"/>, and no entry waits for that.
    /// </summary>
    public void NoteUse(long palm) => _uses.Note(palm, Day.Of(_time.GetUtcNow()));

    /// <summary>Saves which palms were used, and the current time; call it periodically.</summary>
    /// <exception cref="StorageException">The database accepts no writes now; nothing is lost.</exception>
    public void SaveUses()
    {
        _uses.Save(_database);
        _clock.Note();
    }

    /// <summary>
    /// Overwrites what deletions left behind; true if nothing is left. <see cref="OwedScrub"/> says what prevents it.
    /// </summary>
    public bool Scrub() => _scrubbing.Try();

    /// <summary>
    /// Deletes persons who have not used a palm for the given number of days, the longest unused first. When more are due than
    /// one day's share, nobody is deleted until a person approves it; see <see cref="Holds"/>.
    /// </summary>
    /// <param name="days">Days that unused palms are kept.</param>
    /// <param name="atMost">The largest number of persons deleted at once.</param>
    /// <param name="leaving">Called with the palms before they are deleted.</param>
    public IReadOnlyList<Deletion> DeleteUnused(int days, int atMost, Action<IReadOnlyList<long>>? leaving = null)
    {
        // A guest who came today must not be deleted because that is not saved yet.
        SaveUses();
        return _retention.DeleteSome(days, atMost, leaving ?? (_ => { }));
    }

    /// <summary>Approves what is held; the audit log records it.</summary>
    public void Approve(HoldKind kind, int retentionDays)
    {
        if (kind == HoldKind.Clock)
        {
            _clock.Approve();
        }
        else
        {
            _retention.Approve(retentionDays);
        }
    }

    /// <summary>What is stored for each event, by party and name.</summary>
    public IReadOnlyList<EventSummary> Events() => _database.Read(EventSummaries.Read, Database.LongPatience);

    /// <summary>Checks the audit log; see <see cref="AuditLog.Verify"/>.</summary>
    public AuditCheck VerifyAudit(byte[]? kept = null) =>
        AuditLog.Verify(_database.Read(AuditLog.Read, Database.LongPatience), _database.AuditKeys!, kept);

    /// <summary>Closes the database.</summary>
    public void Dispose()
    {
        try
        {
            SaveUses();
        }
        catch (Exception e) when (e is StorageException or DbException)
        {
            // They are recorded again with the palms' next use.
        }

        _database.Dispose();
    }
}
