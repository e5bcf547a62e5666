using Pedestal.Storage;
using Pedestal.Vein;

namespace Pedestal.Identity;

/// <summary>A consent behind a party's token.</summary>
/// <param name="Party">The party.</param>
/// <param name="Version">The text's version.</param>
/// <param name="TextDigest">The text's SHA-256, in hexadecimal digits.</param>
/// <param name="Language">The language in which it was shown.</param>
/// <param name="AgreedAt">When the person agreed.</param>
/// <param name="Text">The text; null for a consent from before texts were kept.</param>
public sealed record RecordedConsent(string Party, int Version, string TextDigest, string Language, DateTimeOffset AgreedAt, string? Text);

/// <summary>A palm in a person's record; what is stored of it is not told.</summary>
/// <param name="Side">Left or right.</param>
/// <param name="Templates">How many templates are stored.</param>
/// <param name="CapturedAt">When they were captured.</param>
/// <param name="Event">The event under whose key they are; null for the store's own.</param>
public sealed record RecordedPalm(PalmSide Side, long Templates, DateTimeOffset CapturedAt, string? Event);

/// <summary>Everything that is stored about a person, in words: no template and no token.</summary>
/// <param name="Person">The person's number.</param>
/// <param name="EnrolledAt">When the palms were stored first.</param>
/// <param name="LastUsed">The day of the last use; the time of day is not kept.</param>
/// <param name="Palms">The palms.</param>
/// <param name="Consents">The consents; their parties know the person.</param>
/// <param name="Expected">The events for which the person is on a guest list, as PARTY/EVENT.</param>
public sealed record PersonRecord(long Person, DateTimeOffset EnrolledAt, DateOnly LastUsed, IReadOnlyList<RecordedPalm> Palms,
    IReadOnlyList<RecordedConsent> Consents, IReadOnlyList<string> Expected);

/// <summary>Persons who agreed to a text for a party.</summary>
/// <param name="Party">The party.</param>
/// <param name="Version">The text's version.</param>
/// <param name="TextDigest">The text's SHA-256, in hexadecimal digits.</param>
/// <param name="Language">The language.</param>
/// <param name="Persons">How many agreed to it and have not withdrawn.</param>
/// <param name="First">When the first did.</param>
/// <param name="Last">When the last did.</param>
public sealed record ConsentCount(
    string Party, int Version, string TextDigest, string Language, long Persons, DateTimeOffset First, DateTimeOffset Last);

/// <summary>What is stored about persons, as a person may be told.</summary>
public sealed class PersonRecords
{
    readonly Database _database;
    readonly TimeProvider _time;

    internal PersonRecords(Database database, TimeProvider time) => (_database, _time) = (database, time);

    /// <summary>A person's record; null if there is no such person. The audit log says who read it.</summary>
    /// <param name="person">The person's number.</param>
    /// <param name="by">Who reads it.</param>
    public PersonRecord? Read(long person, string by) => _database.Write(session =>
    {
        var record = Find(session, person);
        if (record is not null)
        {
            AuditLog.Append(session, _time.GetUtcNow(), "record read", new { person, by });
        }

        return record;
    });

    /// <summary>A person's record for the person, whose visit the audit log has; null if there is no such person.</summary>
    public PersonRecord? Find(long person) => _database.Read(session => Find(session, person));

    /// <summary>How many persons agreed to which text, by party and version.</summary>
    public IReadOnlyList<ConsentCount> Consents() => _database.Read(session => session.Rows(
        """
        SELECT t.party, c.text_version, c.text_digest, c.language, count(*), min(c.agreed_at), max(c.agreed_at)
        FROM tokens t JOIN consents c ON c.id = t.consent
        GROUP BY t.party, c.text_version, c.text_digest, c.language ORDER BY t.party, c.text_version DESC, c.language
        """,
        row => new ConsentCount(row.GetString(0), (int)row.GetInt64(1), Convert.ToHexStringLower(row.GetFieldValue<byte[]>(2)),
            row.GetString(3), row.GetInt64(4), Time(row.GetInt64(5)), Time(row.GetInt64(6)))), Database.LongPatience);

    /// <summary>The proofs of deletions, latest first.</summary>
    public IReadOnlyList<DeletionProof> Proofs(int most) => _database.Read(session => PalmDeletion.LatestProofs(session, most));

    /// <summary>The last entries of the audit log, latest first.</summary>
    public IReadOnlyList<AuditEntry> LastEntries(int most) => _database.Read(session => AuditLog.ReadLast(session, most));

    static PersonRecord? Find(Session session, long person)
    {
        var found = session.Rows("SELECT enrolled_at, used_on FROM persons WHERE id = @person",
            row => (At: Time(row.GetInt64(0)), Day: row.GetInt64(1)), ("person", person));
        if (found is not [var (at, day)])
        {
            return null;
        }

        return new PersonRecord(person, at, DateOnly.FromDateTime(DateTimeOffset.UnixEpoch.AddDays(day).DateTime),
            session.Rows(
                """
                SELECT side, (SELECT count(*) FROM templates WHERE palm = palms.id), captured_at, (SELECT max(event) FROM templates WHERE palm = palms.id)
                FROM palms WHERE person = @person ORDER BY side
                """,
                row => new RecordedPalm((PalmSide)row.GetInt64(0), row.GetInt64(1), Time(row.GetInt64(2)), row.IsDBNull(3) ? null : row.GetString(3)),
                ("person", person)),
            session.Rows(
                """
                SELECT t.party, c.text_version, c.text_digest, c.language, c.agreed_at, x.text
                FROM tokens t JOIN consents c ON c.id = t.consent LEFT JOIN consent_texts x ON x.digest = c.text_digest
                WHERE t.person = @person ORDER BY t.party
                """,
                row => new RecordedConsent(row.GetString(0), (int)row.GetInt64(1), Convert.ToHexStringLower(row.GetFieldValue<byte[]>(2)),
                    row.GetString(3), Time(row.GetInt64(4)), row.IsDBNull(5) ? null : row.GetString(5)), ("person", person)),
            session.Rows(
                """
                SELECT g.party, e.name FROM tokens t JOIN guests g ON g.fingerprint = t.fingerprint AND g.party = t.party
                    JOIN events e ON e.party = g.party AND e.number = g.event
                WHERE t.person = @person ORDER BY g.party, e.name
                """,
                row => $"{row.GetString(0)}/{row.GetString(1)}", ("person", person)));
    }

    static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
