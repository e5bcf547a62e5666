using System.Data.Common;
using Pedestal.Matching;
using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>
/// Persons, their palms and their pairwise tokens at rest. Tokens are sealed under the store key, templates under it or
/// their event's; no name, account or ticket is known here. Safe for concurrent callers.
/// </summary>
public sealed class PalmStore : IDisposable
{
    /// <summary>Whose tables these are.</summary>
    internal static readonly Component Component = new("identity", typeof(PalmStore).Assembly);

    static readonly string[] SecretTables = ["templates", "tokens", "endings"];

    readonly Database _database;
    readonly StoreKey _key;
    readonly EventKeys _eventKeys;
    readonly TimeProvider _time;
    readonly bool _keyPerEvent;

    PalmStore(Database database, StoreKey key, EventKeys eventKeys, TimeProvider time, bool keyPerEvent)
    {
        (_database, _key, _eventKeys, _time, _keyPerEvent) = (database, key, eventKeys, time, keyPerEvent);
        Tokens = new PalmTokens(database, key, time);
    }

    /// <summary>What relying parties know persons by.</summary>
    public PalmTokens Tokens { get; }

    /// <summary>Opens the store; on first start creates database and key.</summary>
    /// <param name="source">An SQLite file or a PostgreSQL address; see <see cref="Database.Open"/>.</param>
    /// <param name="keyFile">The store key's file; the keys of events are in the folder event-keys beside it.</param>
    /// <param name="time">The clock of the records.</param>
    /// <param name="keyPerEvent">Whether new templates are sealed under a key of their event.</param>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    /// <exception cref="PalmStoreException">Database and key do not belong together.</exception>
    public static PalmStore Open(string source, string keyFile, TimeProvider time, bool keyPerEvent = false)
    {
        var database = Database.Open(source, Component);
        try
        {
            var key = KeyCheck.LoadKey(database, keyFile);
            var folder = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(keyFile))!, "event-keys");
            var store = new PalmStore(database, key, new EventKeys(folder), time, keyPerEvent);
            store.FinishWhatWasLeft();
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
    /// There is no consent, the token is not reserved any more, or the event's key is destroyed.
    /// </exception>
    public EnrolledPerson Enrol(Enrolment enrolment) => _database.Write(session =>
    {
        var now = _time.GetUtcNow();
        var eventKey = _keyPerEvent ? _eventKeys.OpenFor(session, enrolment.Event, now) : null;
        return new PalmEnrolment(session, _key, eventKey, now).Store(enrolment);
    });

    /// <summary>Notes that a palm is in use, so that it is kept; to the day, no finer.</summary>
    public void NoteUse(long palm)
    {
        var today = Day.Of(_time.GetUtcNow());
        var isNoted = _database.Read(session => session.Number(
            """
            SELECT count(*) FROM persons JOIN palms ON palms.person = persons.id
            WHERE palms.id = @palm AND used_on >= @day
            """,
            ("palm", palm), ("day", today))) > 0;
        if (!isNoted)
        {
            _database.Write(session => session.Run(
                "UPDATE persons SET used_on = @day WHERE id = (SELECT person FROM palms WHERE id = @palm)",
                ("palm", palm), ("day", today)));
        }
    }

    /// <summary>Deletes the person whom a relying party knows by a token, by the token's SHA-256.</summary>
    /// <returns>The deletion, which may be an earlier one; null if no such token was ever given out.</returns>
    public Deletion? Delete(byte[] tokenDigest, DeletionReason reason)
    {
        var fingerprint = _key.Fingerprint(tokenDigest);
        return WriteAndScrub(session =>
        {
            var person = session.Number("SELECT person FROM tokens WHERE fingerprint = @token", ("token", fingerprint));
            return person != 0
                ? PalmDeletion.Delete(session, _key, person, reason, _time.GetUtcNow())
                : PalmDeletion.FindProof(session, fingerprint) is { } proof ? new Deletion(proof, []) : null;
        });
    }

    /// <summary>Number of the person a palm belongs to; null if the palm is not enrolled.</summary>
    public long? PersonOf(long palm) => _database.Read(session => session.Rows(
        "SELECT person FROM palms WHERE id = @palm", row => (long?)row.GetInt64(0), ("palm", palm)).SingleOrDefault());

    /// <summary>Deletes a person by number; null if there is none.</summary>
    public Deletion? Delete(long person, DeletionReason reason) =>
        WriteAndScrub(session => PalmDeletion.Delete(session, _key, person, reason, _time.GetUtcNow()));

    /// <summary>Deletes persons who have not used a palm for so many days, the longest first.</summary>
    public IReadOnlyList<Deletion> DeleteUnused(int days, int atMost)
    {
        var now = _time.GetUtcNow();
        var persons = _database.Read(session => session.Rows(
            "SELECT id FROM persons WHERE used_on <= @day ORDER BY used_on, id LIMIT @most", row => row.GetInt64(0),
            ("day", Day.Of(now) - days), ("most", atMost)));
        return persons.Count == 0 ? [] : WriteAndScrub(session => persons
            .Select(person => PalmDeletion.Delete(session, _key, person, DeletionReason.Retention, now))
            .OfType<Deletion>().ToList());
    }

    /// <summary>Ends an event: destroys its key and deletes everyone whose templates are sealed under it.</summary>
    /// <returns>The certificate; for an event that has been purged the same again.</returns>
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

        return WriteAndScrub(session => EventPurge.Certify(session, eventName, _time.GetUtcNow()));
    }

    /// <summary>The templates of everyone in an event's gallery.</summary>
    /// <exception cref="PalmStoreException">
    /// A template was altered or is of an unknown version, or a key is missing.
    /// </exception>
    public IReadOnlyList<(long Palm, VeinTemplate Template)> LoadGallery(string eventName) =>
        _database.Read(session => session.Rows(
            """
            SELECT palms.person, palms.id, templates.sample, templates.sealed, templates.event
            FROM gallery JOIN palms ON palms.id = gallery.palm JOIN templates ON templates.palm = palms.id
            WHERE gallery.event = @event ORDER BY palms.id, templates.sample
            """,
            row =>
            {
                var palm = row.GetInt64(1);
                var owner = PalmEnrolment.Owner(row.GetInt64(0), palm, (int)row.GetInt64(2));
                var key = row.IsDBNull(4) ? _key : _eventKeys.Find(row.GetString(4));
                var status = VeinTemplate.TryParse(key.Open(row.GetFieldValue<byte[]>(3), owner), out var template);
                return (palm, template ?? throw new PalmStoreException(PalmStoreError.UnknownTemplate,
                    $"The stored {owner} cannot be compared ({status}). Delete that person and enrol again."));
            },
            ("event", eventName)));

    /// <summary>What is stored for each event, by name; the current one is among them even with nobody enrolled.</summary>
    public IReadOnlyList<EventSummary> Events(string current) =>
        _database.Read(session => EventSummaries.Read(session, current));

    /// <summary>Whether the database answers a read.</summary>
    public bool IsReadable()
    {
        try
        {
            return _database.Read(session => session.Number("SELECT count(*) FROM key_check")) > 0;
        }
        catch (Exception e) when (e is StorageException or DbException)
        {
            return false;
        }
    }

    /// <summary>Checks the audit log; see <see cref="AuditLog.Verify"/>.</summary>
    public AuditCheck VerifyAudit(byte[]? kept = null) => AuditLog.Verify(_database.Read(AuditLog.Read), kept);

    /// <summary>Closes the database.</summary>
    public void Dispose() => _database.Dispose();

    T WriteAndScrub<T>(Func<Session, T> work)
    {
        var result = _database.Write(work);
        _database.Scrub(SecretTables);
        return result;
    }

    // Killed after a deletion, the last process may have left deleted pages in the write-ahead log, or a purge half
    // done.
    void FinishWhatWasLeft()
    {
        foreach (var eventName in _database.Read(EventPurge.Unfinished))
        {
            Purge(eventName);
        }

        _database.Scrub(SecretTables);
    }
}
