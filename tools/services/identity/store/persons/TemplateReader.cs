using Pedestal.Matching;
using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>A stored template or token that cannot be used; all others are.</summary>
/// <param name="Person">The person's number, as in proofs and the audit log; 0 where it is unknown.</param>
/// <param name="Palm">The palm's number; null when the record is the person's token.</param>
/// <param name="Reason">The reason, and what to do.</param>
public sealed record UnusableRecord(long Person, long? Palm, string Reason);

/// <summary>Palms as they are stored.</summary>
/// <param name="Templates">The templates that can be compared, those of a palm together.</param>
/// <param name="Unusable">The records that cannot be used.</param>
public sealed record StoredTemplates(
    IReadOnlyList<(long Palm, VeinTemplate Template)> Templates, IReadOnlyList<UnusableRecord> Unusable);

/// <summary>
/// Reads templates: an event's, a person's, or everybody's page by page. A fault in one record, or in one page of the
/// database, affects only that record or page.
/// </summary>
public sealed class TemplateReader
{
    // A palm that is sealed under an event's key is good for that event alone.
    const string NotOfAnother = """
         AND NOT EXISTS (SELECT 1 FROM templates WHERE templates.palm = palms.id AND templates.event <> @key)
        """;

    const string OfEvent = $"""
        SELECT palms.id FROM guests JOIN tokens ON tokens.fingerprint = guests.fingerprint AND tokens.party = guests.party
            JOIN palms ON palms.person = tokens.person
        WHERE guests.party = @party AND guests.event = @event{NotOfAnother}
        """;

    // The token first, whatever is known of the tables' sizes: an event has many guests.
    const string OfGuest = $"""
        SELECT palms.id FROM palms
        WHERE palms.person = @person AND EXISTS (
            SELECT 1 FROM guests WHERE guests.party = @party AND guests.event = @event
                AND guests.fingerprint = (SELECT fingerprint FROM tokens WHERE person = @person AND party = @party)){NotOfAnother}
        """;

    readonly Database _database;
    readonly StoreKey _key;
    readonly EventKeys _eventKeys;

    internal TemplateReader(Database database, StoreKey key, EventKeys eventKeys) =>
        (_database, _key, _eventKeys) = (database, key, eventKeys);

    /// <summary>The palms of all guests of an event.</summary>
    /// <exception cref="StorageException">The database cannot even list the palms.</exception>
    public StoredTemplates ReadGuests(PartyEvent guests)
    {
        try
        {
            return Read(OfEvent, isLong: true, EventValues(guests));
        }
        catch (StorageException e) when (e.Error == StorageError.Damaged)
        {
            return ReadOneByOne(guests);
        }
    }

    /// <summary>A person's palms, if the person is a guest of the event; otherwise nothing.</summary>
    public StoredTemplates ReadGuest(PartyEvent guests, long person) =>
        Read(OfGuest, isLong: false, [.. EventValues(guests), ("person", person)]);

    /// <summary>A person's palms.</summary>
    public StoredTemplates ReadPerson(long person) =>
        Read("SELECT id FROM palms WHERE person = @person", isLong: false, ("person", person));

    /// <summary>The next palms of everybody, or of a shard of them, by number.</summary>
    /// <param name="after">The palm after which to begin; 0 for all.</param>
    /// <param name="most">The largest number of palms.</param>
    /// <param name="shard">Which palms.</param>
    /// <returns>The palms, and the last one's number; null when there is none after the given one.</returns>
    public (StoredTemplates Stored, long Last)? ReadPage(long after, int most, Shard shard)
    {
        const string All = "SELECT id FROM palms WHERE id > @after";
        var isWhole = shard == Shard.Whole;
        var next = isWhole ? All : $"{All} AND id % @count = @number";
        (string, object?)[] values = isWhole ? [("after", after)] : [("after", after), ("count", shard.Count), ("number", shard.Number)];
        var last = _database.Read(session => session.Number(
            $"SELECT max(id) FROM ({next} ORDER BY id LIMIT @most) AS page", [.. values, ("most", most)]), Database.LongPatience);
        return last == 0 ? null : (Read($"{next} AND id <= @last", isLong: true, [.. values, ("last", last)]), last);
    }

    /// <summary>Everybody's palms at once.</summary>
    public StoredTemplates ReadAll() => ReadPage(0, int.MaxValue, Shard.Whole)?.Stored ?? new StoredTemplates([], []);

    // A damaged page of tokens costs the guests whose tokens are on it.
    StoredTemplates ReadOneByOne(PartyEvent guests)
    {
        var (templates, unusable) = (new List<(long, VeinTemplate)>(), new List<UnusableRecord>());
        foreach (var token in _database.Read(session => session.Rows(
            "SELECT fingerprint FROM guests WHERE party = @party AND event = @event",
            row => row.GetFieldValue<byte[]>(0), ("party", guests.Party), ("event", guests.Number)), Database.LongPatience))
        {
            try
            {
                var guest = Read(OfEvent + " AND guests.fingerprint = @token", isLong: false, [.. EventValues(guests), ("token", token)]);
                templates.AddRange(guest.Templates);
                unusable.AddRange(guest.Unusable);
            }
            catch (StorageException e) when (e.Error == StorageError.Damaged)
            {
                unusable.Add(new UnusableRecord(0, null, e.Message));
            }
        }

        return new StoredTemplates(templates, unusable);
    }

    StoredTemplates Read(string palms, bool isLong, params (string Name, object? Value)[] values) =>
        new TemplateReading(_database, _key, _eventKeys, palms, values, isLong ? Database.LongPatience : null).Read();

    static (string Name, object? Value)[] EventValues(PartyEvent guests) =>
        [("party", guests.Party), ("event", guests.Number), ("key", guests.KeyName)];
}
