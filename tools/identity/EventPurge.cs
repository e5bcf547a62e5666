using System.Data.Common;
using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>The certificate that an event's palms are gone.</summary>
/// <param name="Event">The event.</param>
/// <param name="Persons">Persons deleted with the key; those who had left before have proofs of their own.</param>
/// <param name="Palms">Palms deleted.</param>
/// <param name="Templates">Templates deleted.</param>
/// <param name="OpenedAt">When the key was made.</param>
/// <param name="PurgedAt">When it was destroyed.</param>
/// <param name="KeyFingerprint">What names the destroyed key; the key does not follow from it.</param>
/// <param name="AuditEntry">Number of the audit entry of the purge.</param>
/// <param name="AuditHead">That entry's hash, which covers every entry before it.</param>
public sealed record PurgeCertificate(
    string Event, long Persons, long Palms, long Templates, DateTimeOffset OpenedAt, DateTimeOffset PurgedAt,
    string KeyFingerprint, long AuditEntry, string AuditHead);

/// <summary>
/// Ends an event: first it is noted as closing, then its key is destroyed, then the rows go in one transaction. Stopped
/// anywhere in between, it goes on from there.
/// </summary>
static class EventPurge
{
    /// <summary>Events whose purge was begun and not finished.</summary>
    public static IReadOnlyList<string> Unfinished(Session session) => session.Rows(
        "SELECT name FROM events WHERE closing_at IS NOT NULL AND audit IS NULL ORDER BY name",
        row => row.GetString(0));

    /// <summary>Notes that an event closes; false if no event of this name has a key.</summary>
    public static bool Begin(Session session, string eventName, DateTimeOffset now) => session.Run(
        "UPDATE events SET closing_at = COALESCE(closing_at, @now) WHERE name = @event",
        ("now", now.ToUnixTimeMilliseconds()), ("event", eventName)) == 1;

    /// <summary>Deletes an event's persons, once its key is destroyed, and issues the certificate; again the same one.</summary>
    public static PurgeCertificate Finish(Session session, StoreKey key, string eventName, DateTimeOffset now)
    {
        if (session.Value("SELECT audit FROM events WHERE name = @event", ("event", eventName)) is null)
        {
            DeleteAll(session, key, eventName, now);
        }

        return session.Rows(
            """
            SELECT e.name, e.persons, e.palms, e.templates, e.opened_at, e.closing_at, e.key_id, e.audit, a.hash
            FROM events e JOIN audit a ON a.number = e.audit WHERE e.name = @event
            """,
            Certificate, ("event", eventName)).Single();
    }

    static void DeleteAll(Session session, StoreKey key, string eventName, DateTimeOffset now)
    {
        var persons = session.Rows(
            """
            SELECT DISTINCT palms.person FROM templates JOIN palms ON palms.id = templates.palm
            WHERE templates.event = @event ORDER BY palms.person
            """,
            row => row.GetInt64(0), ("event", eventName));
        var proofs = persons.Select(person =>
            PalmDeletion.Delete(session, key, person, DeletionReason.EventOver, now)!.Proof).ToList();
        var (palms, templates) = (proofs.Sum(p => p.Palms), proofs.Sum(p => p.Templates));
        var entry = AuditLog.Append(session, now, "event purged", new
        {
            Event = eventName, persons = persons.Count, palms, templates,
            key = session.Rows("SELECT key_id FROM events WHERE name = @event",
                row => Convert.ToHexStringLower(row.GetFieldValue<byte[]>(0)), ("event", eventName)).Single(),
        });
        session.Run(
            """
            UPDATE events SET persons = @persons, palms = @palms, templates = @templates, audit = @audit
            WHERE name = @event
            """,
            ("persons", persons.Count), ("palms", palms), ("templates", templates), ("audit", entry.Number),
            ("event", eventName));
    }

    static PurgeCertificate Certificate(DbDataReader row) => new(row.GetString(0), row.GetInt64(1), row.GetInt64(2),
        row.GetInt64(3), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)), Convert.ToHexStringLower(row.GetFieldValue<byte[]>(6)),
        row.GetInt64(7), Convert.ToHexStringLower(row.GetFieldValue<byte[]>(8)));
}
