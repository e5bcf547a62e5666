using System.Data.Common;
using Pedestal.Matching;
using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>A stored template or token that cannot be used; all others are.</summary>
/// <param name="Person">The person's number, as in proofs and the audit log; 0 where it is unknown.</param>
/// <param name="Palm">The palm's number; null when the record is the person's token.</param>
/// <param name="Reason">The reason, and what to do.</param>
public sealed record UnusableRecord(long Person, long? Palm, string Reason);

/// <summary>An event's palms as they are stored.</summary>
/// <param name="Templates">The templates that can be compared.</param>
/// <param name="Unusable">The records that cannot be used.</param>
public sealed record StoredGallery(
    IReadOnlyList<(long Palm, VeinTemplate Template)> Templates, IReadOnlyList<UnusableRecord> Unusable);

/// <summary>
/// Reads an event's gallery. A fault in one record, or in one page of the database, affects only that record or page.
/// </summary>
sealed class GalleryReader(Database database, StoreKey key, EventKeys eventKeys)
{
    const string Columns = """
        SELECT palms.person, palms.id, templates.sample, templates.sealed, templates.event
        FROM gallery JOIN palms ON palms.id = gallery.palm JOIN templates ON templates.palm = palms.id
        WHERE gallery.event = @event
        """;

    readonly List<(long Palm, VeinTemplate Template)> _templates = [];
    readonly List<UnusableRecord> _unusable = [];
    readonly Dictionary<string, (StoreKey? Key, string Reason)> _keys = new(StringComparer.Ordinal);

    /// <summary>Reads the gallery.</summary>
    /// <exception cref="StorageException">The database cannot even list the palms.</exception>
    public StoredGallery Read(string eventName)
    {
        try
        {
            database.Read(session =>
            {
                // Starts again if a connection broke.
                _templates.Clear();
                _unusable.Clear();
                return session.Rows(Columns + " ORDER BY palms.id, templates.sample", Template, ("event", eventName));
            }, Database.LongPatience);
        }
        catch (StorageException e) when (e.Error == StorageError.Damaged)
        {
            ReadByPalm(eventName);
        }

        CheckTokens(eventName);
        return new StoredGallery(_templates, _unusable);
    }

    void ReadByPalm(string eventName)
    {
        _templates.Clear();
        _unusable.Clear();
        var palms = database.Read(session => session.Rows(
            "SELECT palms.person, palms.id FROM gallery JOIN palms ON palms.id = gallery.palm WHERE gallery.event = @event",
            row => (Person: row.GetInt64(0), Palm: row.GetInt64(1)), ("event", eventName)), Database.LongPatience);
        foreach (var (person, palm) in palms)
        {
            try
            {
                database.Read(session => session.Rows(
                    Columns + " AND palms.id = @palm", Template, ("event", eventName), ("palm", palm)));
            }
            catch (StorageException e) when (e.Error == StorageError.Damaged)
            {
                _unusable.Add(new UnusableRecord(person, palm, e.Message));
            }
        }
    }

    void CheckTokens(string eventName)
    {
        try
        {
            _unusable.AddRange(database.Read(session => session.Rows(
                """
                SELECT person, sealed FROM tokens WHERE party = @party AND person IN (
                    SELECT palms.person FROM gallery JOIN palms ON palms.id = gallery.palm WHERE gallery.event = @event)
                """, Token, ("event", eventName), ("party", RelyingParty.Ticketing)), Database.LongPatience).OfType<UnusableRecord>());
        }
        catch (StorageException e) when (e.Error == StorageError.Damaged)
        {
            // Whose tokens they are becomes known when the guests arrive.
            _unusable.Add(new UnusableRecord(0, null, e.Message));
        }
    }

    bool Template(DbDataReader row)
    {
        var (person, palm) = (row.GetInt64(0), row.GetInt64(1));
        var owner = PalmEnrolment.Owner(person, palm, (int)row.GetInt64(2));
        var (sealing, fault) = row.IsDBNull(4) ? (key, "") : KeyOf(row.GetString(4));
        if (sealing is null)
        {
            _unusable.Add(new UnusableRecord(person, palm, $"The stored {owner} cannot be opened: {fault}"));
        }
        else if (!sealing.TryOpen(row.GetFieldValue<byte[]>(3), owner, out var bytes))
        {
            _unusable.Add(new UnusableRecord(person, palm,
                $"The stored {owner} was altered or moved. Restore the database from backup, or delete that person."));
        }
        else if (VeinTemplate.TryParse(bytes, out var template) is var status && status != TemplateStatus.Ok)
        {
            _unusable.Add(new UnusableRecord(person, palm,
                $"The stored {owner} cannot be compared ({status}). Delete that person, who can then enrol again."));
        }
        else
        {
            _templates.Add((palm, template!));
        }

        return true;
    }

    UnusableRecord? Token(DbDataReader row)
    {
        var person = row.GetInt64(0);
        var owner = PalmTokens.Owner(person, RelyingParty.Ticketing);
        return key.TryOpen(row.GetFieldValue<byte[]>(1), owner, out _)
            ? null
            : new UnusableRecord(person, null,
                $"The stored {owner} was altered or moved. Restore the database from backup, or delete that person.");
    }

    (StoreKey? Key, string Reason) KeyOf(string eventName)
    {
        if (!_keys.TryGetValue(eventName, out var known))
        {
            try
            {
                known = (eventKeys.Find(eventName), "");
            }
            catch (Exception e) when (e is PalmStoreException or IOException or UnauthorizedAccessException)
            {
                known = (null, e.Message);
            }

            _keys[eventName] = known;
        }

        return known;
    }
}
