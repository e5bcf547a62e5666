using System.Data.Common;
using Pedestal.Matching;
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
    readonly StoreKey _key;
    readonly EventKeys _eventKeys;
    readonly TrustedTime _time;
    readonly UseNotes _uses = new();
    readonly Scrubbing _scrubbing;
    readonly Retention _retention;
    readonly ClockWatch _clock;
    readonly bool _keyPerEvent;

    PalmStore(Database database, StoreKey key, EventKeys eventKeys, TrustedTime time, bool keyPerEvent)
    {
        (_database, _key, _eventKeys, _time, _keyPerEvent) = (database, key, eventKeys, time, keyPerEvent);
        (_scrubbing, _clock) = (new Scrubbing(database), new ClockWatch(database, time));
        _retention = new Retention(database, key, time);
        Tokens = new PalmTokens(database, key, time);
        Probe = new WriteProbe(database, time);
    }

    /// <summary>The tokens by which relying parties know persons.</summary>
    public PalmTokens Tokens { get; }

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
    /// <param name="keyPerEvent">Whether new templates are sealed under a key of their event.</param>
    /// <param name="longestGap">
    /// How long the service may have been off; if the clock is ahead by more, it must be approved. Default 30 days.
    /// </param>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    /// <exception cref="PalmStoreException">Database and key do not belong together.</exception>
    public static PalmStore Open(
        string source, string keyFile, TimeProvider time, bool keyPerEvent = false, TimeSpan? longestGap = null)
    {
        var database = Database.Open(source, Component);
        try
        {
            var key = KeyCheck.LoadKey(database, keyFile);
            database.AuditKeys = PalmAudit.LoadKeys(database, PalmAudit.KeyFileBeside(keyFile));
            var folder = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(keyFile))!, "event-keys");
            var store = new PalmStore(database, key, new EventKeys(folder), time as TrustedTime ?? new TrustedTime(time), keyPerEvent);
            store._clock.Resume(longestGap ?? TimeSpan.FromDays(30));
            store.FinishPurges();
            store.Scrub();
            return store;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Stores consent, person, palms, templates, token and gallery membership, all or nothing.</summary>
    /// <exception cref="PalmStoreException">
    /// There is no consent, the token is no longer reserved, or the event's key is destroyed.
    /// </exception>
    public EnrolledPerson Enrol(Enrolment enrolment) => _database.Write(session =>
    {
        var now = _time.GetUtcNow();
        var eventKey = _keyPerEvent ? _eventKeys.OpenFor(session, enrolment.Event, now) : null;
        return new PalmEnrolment(session, _key, eventKey, now).Store(enrolment);
    });

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

    /// <summary>Deletes the person whom a relying party knows by a token, given the token's SHA-256.</summary>
    /// <returns>The deletion, which may be an earlier one; null if no such token was ever issued.</returns>
    public Deletion? Delete(byte[] tokenDigest, DeletionReason reason) => PersonOf(tokenDigest) is { } person
        ? Delete(person, reason)
        : _database.Read(session => PalmDeletion.FindProof(session, _key.Fingerprint(tokenDigest))) is { } proof
            ? new Deletion(proof, [])
            : null;

    /// <summary>Number of the person a palm belongs to; null if the palm is not enrolled.</summary>
    public long? PersonOf(long palm) => _database.Read(session => Persons.OfPalm(session, palm));

    /// <summary>Number of the person whom a token's SHA-256 belongs to; null if it belongs to nobody (any more).</summary>
    public long? PersonOf(byte[] tokenDigest)
    {
        var fingerprint = _key.Fingerprint(tokenDigest);
        return _database.Read(session => Persons.OfToken(session, fingerprint));
    }

    /// <summary>The palms of a person.</summary>
    public IReadOnlyList<long> PalmsOf(long person) => _database.Read(session => Persons.PalmsOf(session, person));

    /// <summary>The palms of all persons enrolled under an event's key.</summary>
    public IReadOnlyList<long> PalmsUnderKeyOf(string eventName) =>
        _database.Read(session => Persons.PalmsUnderKeyOf(session, eventName), Database.LongPatience);

    /// <summary>
    /// Deletes a person by number; null if the person does not exist. <see cref="Scrub"/> overwrites what is left behind.
    /// </summary>
    public Deletion? Delete(long person, DeletionReason reason) => _database.Write(session =>
    {
        var now = _time.GetUtcNow();
        var deletion = PalmDeletion.Delete(session, _key, person, reason, now);
        if (deletion is not null)
        {
            Scrubbing.Owe(session, now);
        }

        return deletion;
    });

    /// <summary>The proof of a person's deletion; null if there is none.</summary>
    public DeletionProof? FindProof(long person) => _database.Read(session => PalmDeletion.FindProofOf(session, person));

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

    /// <summary>Ends an event: destroys its key and deletes everyone whose templates are sealed under it.</summary>
    /// <returns>The certificate; the same one for an event that was purged before.</returns>
    /// <exception cref="PalmStoreException">No event of this name has a key.</exception>
    public PurgeCertificate Purge(string eventName)
    {
        if (!_database.Write(session => EventPurge.Begin(session, eventName, _time.GetUtcNow())))
        {
            throw new PalmStoreException(PalmStoreError.EventClosed,
                $"No event named {eventName} has a key to destroy.");
        }

        _eventKeys.Destroy(eventName);
        while (_database.Write(session => EventPurge.DeleteSome(session, _key, eventName, _time.GetUtcNow())))
        {
        }

        var certificate = _database.Write(session => EventPurge.Certify(session, eventName, _time.GetUtcNow()));
        _scrubbing.Try();
        return certificate;
    }

    /// <summary>Finishes purges that were interrupted; call it periodically.</summary>
    public void FinishPurges()
    {
        foreach (var eventName in _database.Read(EventPurge.Unfinished))
        {
            Purge(eventName);
        }
    }

    /// <summary>The templates of all palms in an event's gallery, and the records that cannot be used.</summary>
    /// <exception cref="StorageException">The database cannot even list the palms.</exception>
    public StoredGallery ReadGallery(string eventName) => new GalleryReader(_database, _key, _eventKeys).Read(eventName);

    /// <summary>The usable templates of all palms in an event's gallery.</summary>
    public IReadOnlyList<(long Palm, VeinTemplate Template)> LoadGallery(string eventName) => ReadGallery(eventName).Templates;

    /// <summary>What is stored for each event, by name; includes the current event even if nobody is enrolled.</summary>
    public IReadOnlyList<EventSummary> Events(string current) =>
        _database.Read(session => EventSummaries.Read(session, current), Database.LongPatience);

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
