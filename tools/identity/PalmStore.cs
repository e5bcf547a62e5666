using System.Globalization;
using Microsoft.Data.Sqlite;
using Pedestal.Core.Protocol;
using Pedestal.Matching;

namespace Pedestal.Identity;

/// <summary>
/// Persons, their palms and their pairwise tokens at rest. Templates and tokens are sealed under the store key; no
/// name, account or ticket is known here. Safe for concurrent callers.
/// </summary>
public sealed class PalmStore : IDisposable
{
    readonly Lock _use = new();
    readonly SqliteConnection _connection;
    readonly StoreKey _key;
    readonly TimeProvider _time;

    PalmStore(SqliteConnection connection, StoreKey key, TimeProvider time) =>
        (_connection, _key, _time) = (connection, key, time);

    /// <summary>Opens the store; on first start, when neither file exists, creates both.</summary>
    /// <exception cref="PalmStoreException">The files do not belong together or cannot be used.</exception>
    public static PalmStore Open(string databaseFile, string keyFile, TimeProvider time)
    {
        if (!File.Exists(keyFile) && File.Exists(databaseFile))
        {
            throw new PalmStoreException(PalmStoreError.KeyMissing,
                $"{databaseFile} exists and its store key {keyFile} does not. Restore the key file from backup; "
                + "without it the stored palms cannot be read.");
        }

        foreach (var file in new[] { databaseFile, keyFile })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        }

        var key = File.Exists(keyFile) ? StoreKey.Load(keyFile) : StoreKey.Create(keyFile);
        return new PalmStore(PalmDatabase.Open(databaseFile, key), key, time);
    }

    /// <summary>Stores person, palms, templates, token and gallery membership, all or nothing.</summary>
    public EnrolledPerson Enrol(Enrolment enrolment)
    {
        lock (_use)
        {
            using var transaction = _connection.BeginTransaction();
            var person = _connection.Number(
                "INSERT INTO persons(enrolled_at, consent_version) VALUES($at, $consent) RETURNING id",
                ("$at", _time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture)),
                ("$consent", enrolment.ConsentVersion));
            var palms = new Dictionary<PalmSide, long>();
            foreach (var samples in enrolment.Samples.GroupBy(s => s.Side))
            {
                palms[samples.Key] = AddPalm(person, samples.Key, samples, enrolment.Event);
            }

            _connection.Run("INSERT INTO tokens VALUES($person, $party, $sealed)",
                ("$person", person), ("$party", RelyingParty.Ticketing),
                ("$sealed", _key.Seal(enrolment.TicketingToken, TokenOwner(person, RelyingParty.Ticketing))));
            transaction.Commit();
            return new EnrolledPerson(person, palms);
        }
    }

    /// <summary>Removes a person and all that belongs to it; returns the palms removed.</summary>
    public IReadOnlyList<long> Delete(long person)
    {
        lock (_use)
        {
            var palms = new List<long>();
            using (var select = _connection.Prepare("SELECT id FROM palms WHERE person=$person", ("$person", person)))
            using (var reader = select.ExecuteReader())
            {
                while (reader.Read())
                {
                    palms.Add(reader.GetInt64(0));
                }
            }

            _connection.Run("DELETE FROM persons WHERE id=$person", ("$person", person));

            // The write-ahead log still holds the old pages until it is folded into the database.
            _connection.Run("PRAGMA wal_checkpoint(TRUNCATE)");
            return palms;
        }
    }

    /// <summary>The templates of everyone in an event's gallery.</summary>
    /// <exception cref="PalmStoreException">A template was altered or is of an unknown version.</exception>
    public IReadOnlyList<(long Palm, VeinTemplate Template)> LoadGallery(string eventName)
    {
        const string sql = """
            SELECT palms.person, palms.id, templates.sample, templates.sealed
            FROM gallery JOIN palms ON palms.id = gallery.palm JOIN templates ON templates.palm = palms.id
            WHERE gallery.event = $event ORDER BY palms.id, templates.sample
            """;
        lock (_use)
        {
            using var select = _connection.Prepare(sql, ("$event", eventName));
            using var reader = select.ExecuteReader();
            var templates = new List<(long, VeinTemplate)>();
            while (reader.Read())
            {
                var palm = reader.GetInt64(1);
                var owner = TemplateOwner(reader.GetInt64(0), palm, reader.GetInt32(2));
                var status = VeinTemplate.TryParse(Unseal(reader.GetFieldValue<byte[]>(3), owner), out var template);
                templates.Add((palm, template ?? throw new PalmStoreException(PalmStoreError.UnknownTemplate,
                    $"The stored {owner} cannot be compared ({status}). Delete that person and enrol again.")));
            }

            return templates;
        }
    }

    /// <summary>The token a relying party knows the palm's person by; null if no longer enrolled.</summary>
    /// <exception cref="PalmStoreException">The token was altered.</exception>
    public byte[]? FindToken(long palm, string party)
    {
        const string sql = """
            SELECT tokens.person, tokens.sealed FROM palms JOIN tokens ON tokens.person = palms.person
            WHERE palms.id = $palm AND tokens.party = $party
            """;
        lock (_use)
        {
            using var select = _connection.Prepare(sql, ("$palm", palm), ("$party", party));
            using var reader = select.ExecuteReader();
            return reader.Read()
                ? Unseal(reader.GetFieldValue<byte[]>(1), TokenOwner(reader.GetInt64(0), party))
                : null;
        }
    }

    /// <summary>Closes the database.</summary>
    public void Dispose() => _connection.Dispose();

    static string TemplateOwner(long person, long palm, int sample) =>
        FormattableString.Invariant($"template of person {person}, palm {palm}, sample {sample}");

    static string TokenOwner(long person, string party) =>
        FormattableString.Invariant($"token of person {person} for {party}");

    long AddPalm(long person, PalmSide side, IEnumerable<EnrolmentSample> samples, string eventName)
    {
        var palm = _connection.Number("INSERT INTO palms(person, side) VALUES($person, $side) RETURNING id",
            ("$person", person), ("$side", (int)side));
        var index = 0;
        foreach (var sample in samples)
        {
            _connection.Run("INSERT INTO templates VALUES($palm, $sample, $sealed)", ("$palm", palm),
                ("$sample", index), ("$sealed", _key.Seal(sample.Bytes, TemplateOwner(person, palm, index))));
            index++;
        }

        _connection.Run("INSERT INTO gallery VALUES($event, $palm)", ("$event", eventName), ("$palm", palm));
        return palm;
    }

    byte[] Unseal(byte[] blob, string owner) => _key.TryOpen(blob, owner, out var value)
        ? value
        : throw new PalmStoreException(PalmStoreError.Altered,
            $"The stored {owner} was altered or moved. Restore the database from backup or delete that person.");
}
