using System.Security.Cryptography;
using Pedestal.Core.Protocol;
using Pedestal.Matching;
using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>
/// Persons, their palms and their pairwise tokens at rest. Templates and tokens are sealed under the store key; no
/// name, account or ticket is known here. Safe for concurrent callers.
/// </summary>
public sealed class PalmStore : IDisposable
{
    /// <summary>How long a reserved token waits for its palms before ticketing is told to forget it.</summary>
    public static readonly TimeSpan ReservationLifetime = TimeSpan.FromMinutes(2);

    readonly Database _database;
    readonly StoreKey _key;
    readonly TimeProvider _time;

    PalmStore(Database database, StoreKey key, TimeProvider time) => (_database, _key, _time) = (database, key, time);

    /// <summary>Opens the store; on first start creates database and key.</summary>
    /// <param name="source">An SQLite file or a PostgreSQL address; see <see cref="Database.Open"/>.</param>
    /// <param name="keyFile">The store key's file.</param>
    /// <param name="time">The clock of the records.</param>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    /// <exception cref="PalmStoreException">Database and key do not belong together.</exception>
    public static PalmStore Open(string source, string keyFile, TimeProvider time)
    {
        var database = Database.Open(source, new Component("identity", typeof(PalmStore).Assembly));
        try
        {
            var key = KeyCheck.LoadKey(database, keyFile);

            // Killed after a deletion, the last process may have left the deleted pages in the write-ahead log.
            database.Scrub();
            return new PalmStore(database, key, time);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>
    /// A new token for ticketing: random, so it tells nothing and nobody can derive it. Unless it is enrolled with
    /// within <see cref="ReservationLifetime"/>, it is due to be ended.
    /// </summary>
    public byte[] ReserveToken()
    {
        var token = RandomNumberGenerator.GetBytes(TicketRequest.TokenLength);
        _database.Write(session =>
            TokenEndings.Add(session, _key, SHA256.HashData(token), _time.GetUtcNow() + ReservationLifetime));
        return token;
    }

    /// <summary>Stores consent, person, palms, templates, token and gallery membership, all or nothing.</summary>
    /// <exception cref="PalmStoreException">There is no consent, or the token is not reserved any more.</exception>
    public EnrolledPerson Enrol(Enrolment enrolment) => _database.Write(session =>
    {
        var now = _time.GetUtcNow();
        Check(session, enrolment, now);
        var person = session.Number(
            """
            INSERT INTO persons(consent, enrolled_at) VALUES(@consent, @now) RETURNING id
            """,
            ("consent", AddConsent(session, enrolment.Consent)), ("now", now.ToUnixTimeMilliseconds()));
        var palms = new Dictionary<PalmSide, long>();
        foreach (var samples in enrolment.Samples.GroupBy(s => s.Side))
        {
            palms[samples.Key] = AddPalm(session, person, samples.Key, samples, enrolment.Event);
        }

        AddToken(session, person, RelyingParty.Ticketing, enrolment.TicketingToken);
        AuditLog.Append(session, now, "enrolled", new
        {
            person, enrolment.Event, palms = palms.Count, templates = enrolment.Samples.Count,
            consentVersion = enrolment.Consent.Text.Version,
        });
        return new EnrolledPerson(person, palms);
    });

    /// <summary>Deletes the person whom a relying party knows by a token, by the token's SHA-256.</summary>
    /// <returns>The deletion, which may be an earlier one; null if no such token was ever given out.</returns>
    public Deletion? Delete(byte[] tokenDigest, DeletionReason reason)
    {
        var fingerprint = _key.Fingerprint(tokenDigest);
        var deletion = _database.Write(session =>
        {
            var person = session.Number("SELECT person FROM tokens WHERE fingerprint = @token", ("token", fingerprint));
            return person != 0
                ? PalmDeletion.Delete(session, _key, person, reason, _time.GetUtcNow())
                : PalmDeletion.FindProof(session, fingerprint) is { } proof ? new Deletion(proof, []) : null;
        });
        _database.Scrub();
        return deletion;
    }

    /// <summary>Deletes a person by number; null if there is none.</summary>
    public Deletion? Delete(long person, DeletionReason reason)
    {
        var deletion = _database.Write(session =>
            PalmDeletion.Delete(session, _key, person, reason, _time.GetUtcNow()));
        _database.Scrub();
        return deletion;
    }

    /// <summary>Digests of the tokens that ticketing must forget by now.</summary>
    public IReadOnlyList<byte[]> DueEndings() =>
        _database.Read(session => TokenEndings.Due(session, _key, _time.GetUtcNow()));

    /// <summary>Ticketing has forgotten a token.</summary>
    public void ConfirmEnding(byte[] tokenDigest) =>
        _database.Write(session => TokenEndings.Remove(session, _key, tokenDigest));

    /// <summary>The templates of everyone in an event's gallery.</summary>
    /// <exception cref="PalmStoreException">A template was altered or is of an unknown version.</exception>
    public IReadOnlyList<(long Palm, VeinTemplate Template)> LoadGallery(string eventName) =>
        _database.Read(session => session.Rows(
            """
            SELECT palms.person, palms.id, templates.sample, templates.sealed
            FROM gallery JOIN palms ON palms.id = gallery.palm JOIN templates ON templates.palm = palms.id
            WHERE gallery.event = @event ORDER BY palms.id, templates.sample
            """,
            row =>
            {
                var palm = row.GetInt64(1);
                var owner = TemplateOwner(row.GetInt64(0), palm, (int)row.GetInt64(2));
                var status = VeinTemplate.TryParse(Unseal(row.GetFieldValue<byte[]>(3), owner), out var template);
                return (palm, template ?? throw new PalmStoreException(PalmStoreError.UnknownTemplate,
                    $"The stored {owner} cannot be compared ({status}). Delete that person and enrol again."));
            },
            ("event", eventName)));

    /// <summary>The token a relying party knows the palm's person by; null if no longer enrolled.</summary>
    /// <exception cref="PalmStoreException">The token was altered.</exception>
    public byte[]? FindToken(long palm, string party) => _database.Read(session => session.Rows(
        """
        SELECT tokens.person, tokens.sealed FROM palms JOIN tokens ON tokens.person = palms.person
        WHERE palms.id = @palm AND tokens.party = @party
        """,
        row => Unseal(row.GetFieldValue<byte[]>(1), TokenOwner(row.GetInt64(0), party)),
        ("palm", palm), ("party", party)).SingleOrDefault());

    /// <summary>Closes the database.</summary>
    public void Dispose() => _database.Dispose();

    /// <summary>What a sealed token is bound to.</summary>
    internal static string TokenOwner(long person, string party) =>
        FormattableString.Invariant($"token of person {person} for {party}");

    static string TemplateOwner(long person, long palm, int sample) =>
        FormattableString.Invariant($"template of person {person}, palm {palm}, sample {sample}");

    void Check(Session session, Enrolment enrolment, DateTimeOffset now)
    {
        if (enrolment.Consent is not { Text.Version: > 0 } consent || consent.AgreedAt > now)
        {
            throw new PalmStoreException(PalmStoreError.NoConsent,
                "No palm is stored without a consent record: version of the text and a time that is not to come.");
        }

        if (!TokenEndings.Remove(session, _key, SHA256.HashData(enrolment.TicketingToken)))
        {
            throw new PalmStoreException(PalmStoreError.TokenNotReserved,
                "The enrolment took too long: its token has ended. Enrol again.");
        }
    }

    static long AddConsent(Session session, Consent consent) => session.Number(
        """
        INSERT INTO consents(text_version, text_digest, agreed_at) VALUES(@version, @digest, @at) RETURNING id
        """,
        ("version", consent.Text.Version), ("digest", consent.Text.Digest),
        ("at", consent.AgreedAt.ToUnixTimeMilliseconds()));

    long AddPalm(
        Session session, long person, PalmSide side, IEnumerable<EnrolmentSample> samples, string eventName)
    {
        var palm = session.Number("INSERT INTO palms(person, side) VALUES(@person, @side) RETURNING id",
            ("person", person), ("side", (int)side));
        foreach (var (index, sample) in samples.Index())
        {
            session.Run("INSERT INTO templates(palm, sample, sealed) VALUES(@palm, @sample, @sealed)", ("palm", palm),
                ("sample", index), ("sealed", _key.Seal(sample.Bytes, TemplateOwner(person, palm, index))));
        }

        session.Run("INSERT INTO gallery VALUES(@event, @palm)", ("event", eventName), ("palm", palm));
        return palm;
    }

    void AddToken(Session session, long person, string party, byte[] token) => session.Run(
        "INSERT INTO tokens(person, party, sealed, fingerprint) VALUES(@person, @party, @sealed, @fingerprint)",
        ("person", person), ("party", party), ("sealed", _key.Seal(token, TokenOwner(person, party))),
        ("fingerprint", _key.Fingerprint(SHA256.HashData(token))));

    byte[] Unseal(byte[] blob, string owner) => _key.TryOpen(blob, owner, out var value)
        ? value
        : throw new PalmStoreException(PalmStoreError.Altered,
            $"The stored {owner} was altered or moved. Restore the database from backup or delete that person.");
}
