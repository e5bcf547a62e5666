using System.Data.Common;
using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>The certificate that proves that an event's palms are gone.</summary>
/// <param name="Event">The event.</param>
/// <param name="Persons">Persons deleted with the key; those who left earlier have their own proofs.</param>
/// <param name="Palms">Palms deleted.</param>
/// <param name="Templates">Templates deleted.</param>
/// <param name="OpenedAt">The time the key was created.</param>
/// <param name="PurgedAt">The time it was destroyed.</param>
/// <param name="KeyFingerprint">Identifies the destroyed key, which cannot be derived from it.</param>
/// <param name="AuditEntry">Number of the audit entry of the purge.</param>
/// <param name="AuditHead">That entry's hash, which covers every entry before it.</param>
public sealed record PurgeCertificate(
    string Event, long Persons, long Palms, long Templates, DateTimeOffset OpenedAt, DateTimeOffset PurgedAt,
    string KeyFingerprint, long AuditEntry, string AuditHead);

/// <summary>
/// Purges an event: first it is marked as closing, then its key is destroyed, then its persons are deleted, one batch per
/// transaction so that entries proceed in between, and the last batch issues the certificate. If interrupted at any point, it
/// resumes from there.
/// </summary>
static class EventPurge
{
    const int Batch = 200;

    /// <summary>Events whose purge was started and not finished.</summary>
    public static IReadOnlyList<string> Unfinished(Session session) => session.Rows(
        "SELECT name FROM event_keys WHERE closing_at IS NOT NULL AND audit IS NULL ORDER BY name",
        row => row.GetString(0));

    /// <summary>Marks an event as closing; false if no event of this name has a key.</summary>
    public static bool Begin(Session session, string eventName, DateTimeOffset now) => session.Run(
        "UPDATE event_keys SET closing_at = COALESCE(closing_at, @now) WHERE name = @event",
        ("now", now.ToUnixTimeMilliseconds()), ("event", eventName)) == 1;

    /// <summary>Deletes a batch of an event's persons after its key was destroyed; false when none was left.</summary>
    public static bool DeleteSome(Session session, StoreKey key, string eventName, DateTimeOffset now)
    {
        var persons = session.Rows(
            """
            SELECT DISTINCT palms.person FROM templates JOIN palms ON palms.id = templates.palm
            WHERE templates.event = @event ORDER BY palms.person LIMIT @batch
            """,
            row => row.GetInt64(0), ("event", eventName), ("batch", Batch));
        if (persons.Count > 0)
        {
            Scrubbing.Owe(session, now);
        }

        var proofs = persons.Select(person =>
            PalmDeletion.Delete(session, key, person, DeletionReason.EventOver, now)!.Proof).ToList();
        session.Run(
            """
            UPDATE event_keys SET persons = persons + @persons, palms = palms + @palms, templates = templates + @templates
            WHERE name = @event
            """,
            ("persons", proofs.Count), ("palms", proofs.Sum(p => p.Palms)),
            ("templates", proofs.Sum(p => p.Templates)), ("event", eventName));
        return persons.Count > 0;
    }

    /// <summary>Issues the certificate when nobody is left; returns the same one when called again.</summary>
    public static PurgeCertificate Certify(Session session, string eventName, DateTimeOffset now)
    {
        var purge = session.Rows("SELECT persons, palms, templates, key_id, audit FROM event_keys WHERE name = @event",
            row => new
            {
                Event = eventName, Persons = row.GetInt64(0), Palms = row.GetInt64(1), Templates = row.GetInt64(2),
                Key = Convert.ToHexStringLower(row.GetFieldValue<byte[]>(3)), IsCertified = !row.IsDBNull(4),
            },
            ("event", eventName)).Single();
        if (!purge.IsCertified)
        {
            var entry = AuditLog.Append(session, now, "event purged",
                new { purge.Event, purge.Persons, purge.Palms, purge.Templates, purge.Key });
            session.Run("UPDATE event_keys SET audit = @audit WHERE name = @event",
                ("audit", entry.Number), ("event", eventName));
        }

        return session.Rows(
            """
            SELECT e.name, e.persons, e.palms, e.templates, e.opened_at, e.closing_at, e.key_id, e.audit, a.hash
            FROM event_keys e JOIN audit a ON a.number = e.audit WHERE e.name = @event
            """,
            Certificate, ("event", eventName)).Single();
    }

    static PurgeCertificate Certificate(DbDataReader row) => new(row.GetString(0), row.GetInt64(1), row.GetInt64(2),
        row.GetInt64(3), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)),
        Convert.ToHexStringLower(row.GetFieldValue<byte[]>(6)), row.GetInt64(7),
        Convert.ToHexStringLower(row.GetFieldValue<byte[]>(8)));
}
