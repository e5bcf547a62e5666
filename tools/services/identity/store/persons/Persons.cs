using Pedestal.Storage;
using Pedestal.Vein;

namespace Pedestal.Identity;

/// <summary>The persons stored, once each, and their palms.</summary>
public sealed class Persons
{
    readonly Database _database;
    readonly StoreKey _key;
    readonly EventKeys _eventKeys;
    readonly TimeProvider _time;

    internal Persons(Database database, StoreKey key, EventKeys eventKeys, TimeProvider time) =>
        (_database, _key, _eventKeys, _time) = (database, key, eventKeys, time);

    /// <summary>Stores consent, person, palms, templates and token, all or nothing.</summary>
    /// <exception cref="PalmStoreException">
    /// There is no consent, the token is no longer reserved, or the event's key is destroyed.
    /// </exception>
    public EnrolledPerson Enrol(Enrolment enrolment) => Write(writer => writer.Enrol(enrolment));

    /// <summary>The same; null, and nothing is stored, if anything has changed since the change of this number.</summary>
    internal EnrolledPerson? Enrol(Enrolment enrolment, long change) => _database.Write(session => Changes.LastOf(session) == change
        ? new PalmWriter(session, _key, _eventKeys, _time.GetUtcNow()).Enrol(enrolment)
        : null);

    /// <summary>
    /// Stores another party's token of a person who is known, with the consent to it; false if the person is deleted.
    /// </summary>
    /// <exception cref="PalmStoreException">There is no consent, or the token is no longer reserved.</exception>
    public bool Link(long person, PartyConsent consent) => WriteTo(person, writer => writer.Link(person, consent));

    /// <summary>Stores the other palm of a person; false if the person is deleted.</summary>
    /// <exception cref="PalmStoreException">The event's key is destroyed.</exception>
    public bool AddPalm(long person, PalmSide side, IReadOnlyList<EnrolmentSample> samples, string? eventKey = null) =>
        WriteTo(person, (session, writer) =>
        {
            var palm = writer.AddPalm(person, side, samples, eventKey);
            AuditLog.Append(session, _time.GetUtcNow(), "palm added", new { person, palm, templates = samples.Count });
        });

    /// <summary>Replaces the samples of a person's palm and keeps all tokens; false if the palm is deleted.</summary>
    /// <exception cref="PalmStoreException">The event's key is destroyed.</exception>
    public bool ReplacePalm(long palm, IReadOnlyList<EnrolmentSample> samples, string? eventKey = null) =>
        OfPalm(palm) is { } person && WriteTo(person, (session, writer) =>
        {
            writer.ReplaceTemplates(person, palm, samples, eventKey);
            Scrubbing.Owe(session, _time.GetUtcNow());
            AuditLog.Append(session, _time.GetUtcNow(), "palm replaced", new { person, palm, templates = samples.Count });
        });

    /// <summary>Number of the person a palm belongs to; null if the palm is not enrolled.</summary>
    public long? OfPalm(long palm) => _database.Read(session => session.Rows(
        "SELECT person FROM palms WHERE id = @palm", row => (long?)row.GetInt64(0), ("palm", palm)).SingleOrDefault());

    /// <summary>Number of the person whom a token's SHA-256 belongs to; null if it belongs to nobody (any more).</summary>
    public long? OfToken(byte[] tokenDigest)
    {
        var fingerprint = _key.Fingerprint(tokenDigest);
        return _database.Read(session => session.Rows("SELECT person FROM tokens WHERE fingerprint = @token",
            row => (long?)row.GetInt64(0), ("token", fingerprint)).SingleOrDefault());
    }

    /// <summary>The palms of a person.</summary>
    public IReadOnlyList<StoredPalm> PalmsOf(long person) => _database.Read(session => session.Rows(
        """
        SELECT id, side, captured_at, (SELECT max(event) FROM templates WHERE palm = palms.id)
        FROM palms WHERE person = @person ORDER BY id
        """,
        row => new StoredPalm(row.GetInt64(0), (PalmSide)row.GetInt64(1),
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)), row.IsDBNull(3) ? null : row.GetString(3)),
        ("person", person)));

    /// <summary>The palms of all persons enrolled under an event's key.</summary>
    public IReadOnlyList<long> PalmsUnderKeyOf(string eventName) => _database.Read(session => session.Rows(
        """
        SELECT id FROM palms WHERE person IN (
            SELECT palms.person FROM templates JOIN palms ON palms.id = templates.palm WHERE templates.event = @event)
        """,
        row => row.GetInt64(0), ("event", eventName)), Database.LongPatience);

    /// <summary>Number of persons.</summary>
    public long Count => _database.Read(session => session.Number("SELECT count(*) FROM persons"));

    T Write<T>(Func<PalmWriter, T> work) =>
        _database.Write(session => work(new PalmWriter(session, _key, _eventKeys, _time.GetUtcNow())));

    bool WriteTo(long person, Action<PalmWriter> work) => WriteTo(person, (_, writer) => work(writer));

    bool WriteTo(long person, Action<Session, PalmWriter> work) => _database.Write(session =>
    {
        if (session.Number("SELECT count(*) FROM persons WHERE id = @person", ("person", person)) == 0)
        {
            return false;
        }

        work(session, new PalmWriter(session, _key, _eventKeys, _time.GetUtcNow()));
        return true;
    });
}
