using System.Data.Common;
using Pedestal.Matching;
using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>One reading of templates and of the tokens beside them: of the palms whose numbers a query gives.</summary>
sealed class TemplateReading(
    Database database, StoreKey key, EventKeys eventKeys, string palms, (string Name, object? Value)[] values,
    TimeSpan? patience)
{
    readonly List<(long Palm, VeinTemplate Template)> _templates = [];
    readonly List<UnusableRecord> _unusable = [];
    readonly Dictionary<string, (StoreKey? Key, string Reason)> _keys = new(StringComparer.Ordinal);

    string Columns { get; } =
        $"""
        SELECT palms.person, palms.id, templates.sample, templates.sealed, templates.event
        FROM palms JOIN templates ON templates.palm = palms.id WHERE palms.id IN ({palms})
        """;

    public StoredTemplates Read()
    {
        try
        {
            database.Read(session =>
            {
                // Starts again if a connection broke.
                _templates.Clear();
                _unusable.Clear();
                return session.Rows(Columns + " ORDER BY palms.id, templates.sample", Template, values);
            }, patience);
        }
        catch (StorageException e) when (e.Error == StorageError.Damaged)
        {
            ReadByPalm();
        }

        CheckTokens();
        return new StoredTemplates(_templates, _unusable);
    }

    void ReadByPalm()
    {
        _templates.Clear();
        _unusable.Clear();
        var all = database.Read(session => session.Rows($"SELECT person, id FROM palms WHERE id IN ({palms})",
            row => (Person: row.GetInt64(0), Palm: row.GetInt64(1)), values), patience);
        foreach (var (person, palm) in all)
        {
            try
            {
                database.Read(session => session.Rows(Columns + " AND palms.id = @palm", Template, [.. values, ("palm", palm)]));
            }
            catch (StorageException e) when (e.Error == StorageError.Damaged)
            {
                _unusable.Add(new UnusableRecord(person, palm, e.Message));
            }
        }
    }

    void CheckTokens()
    {
        try
        {
            _unusable.AddRange(database.Read(session => session.Rows(
                $"""
                SELECT person, party, sealed FROM tokens WHERE person IN (SELECT person FROM palms WHERE id IN ({palms}))
                """, Token, values), patience).OfType<UnusableRecord>());
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
        var owner = PalmWriter.Owner(person, palm, (int)row.GetInt64(2));
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
        var owner = PalmTokens.Owner(row.GetInt64(0), row.GetString(1));
        return key.TryOpen(row.GetFieldValue<byte[]>(2), owner, out _)
            ? null
            : new UnusableRecord(row.GetInt64(0), null,
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
