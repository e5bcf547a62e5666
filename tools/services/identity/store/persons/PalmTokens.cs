using System.Security.Cryptography;
using Pedestal.Protocol;
using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>
/// The tokens by which relying parties know persons. Each is 256 random bits, drawn for one person and one party: a token, or
/// all tokens of a party, reveal nothing about another's.
/// </summary>
public sealed class PalmTokens
{
    /// <summary>How long a reserved token waits for its palms before ticketing is told to forget it.</summary>
    public static readonly TimeSpan ReservationLifetime = TimeSpan.FromMinutes(2);

    readonly Database _database;
    readonly StoreKey _key;
    readonly TimeProvider _time;

    internal PalmTokens(Database database, StoreKey key, TimeProvider time) =>
        (_database, _key, _time) = (database, key, time);

    /// <summary>
    /// Reserves a new token for ticketing. If no enrolment uses it within <see cref="ReservationLifetime"/>, it is ended.
    /// </summary>
    public byte[] Reserve()
    {
        var token = New();
        _database.Write(session =>
            TokenEndings.Add(session, _key, SHA256.HashData(token), _time.GetUtcNow() + ReservationLifetime));
        return token;
    }

    /// <summary>
    /// The token by which a relying party knows the palm's person; null if there is none or the palm is not enrolled.
    /// </summary>
    /// <exception cref="PalmStoreException">The token was altered.</exception>
    public byte[]? Find(long palm, string party) =>
        _database.Read(session => Find(session, _key, palm, party));

    /// <summary>
    /// The same, but issues a token if the party has none of the person yet. Null if the palm is not enrolled.
    /// </summary>
    /// <exception cref="PalmStoreException">The token was altered.</exception>
    public byte[]? Issue(long palm, string party)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(party);
        return _database.Write(session =>
        {
            var person = session.Number("SELECT person FROM palms WHERE id = @palm", ("palm", palm));
            if (person == 0)
            {
                return null;
            }

            if (Find(session, _key, palm, party) is { } known)
            {
                return known;
            }

            var token = New();
            Add(session, _key, person, party, token);
            AuditLog.Append(session, _time.GetUtcNow(), "token issued", new { person, party });
            return token;
        });
    }

    /// <summary>Digests (SHA-256) of the tokens that ticketing must forget by now.</summary>
    public IReadOnlyList<byte[]> DueEndings() =>
        _database.Read(session => TokenEndings.Due(session, _key, _time.GetUtcNow()));

    /// <summary>Records that ticketing has forgotten a token.</summary>
    public void ConfirmEnding(byte[] tokenDigest) =>
        _database.Write(session => TokenEndings.Remove(session, _key, tokenDigest));

    /// <summary>Stores a token.</summary>
    internal static void Add(Session session, StoreKey key, long person, string party, byte[] token) => session.Run(
        "INSERT INTO tokens(person, party, sealed, fingerprint) VALUES(@person, @party, @sealed, @fingerprint)",
        ("person", person), ("party", party), ("sealed", key.Seal(token, Owner(person, party))),
        ("fingerprint", key.Fingerprint(SHA256.HashData(token))));

    /// <summary>The owner that a sealed token is bound to.</summary>
    internal static string Owner(long person, string party) =>
        FormattableString.Invariant($"token of person {person} for {party}");

    static byte[] New() => RandomNumberGenerator.GetBytes(TicketRequest.TokenLength);

    static byte[]? Find(Session session, StoreKey key, long palm, string party) => session.Rows(
        """
        SELECT tokens.person, tokens.sealed FROM palms JOIN tokens ON tokens.person = palms.person
        WHERE palms.id = @palm AND tokens.party = @party
        """,
        row => key.Open(row.GetFieldValue<byte[]>(1), Owner(row.GetInt64(0), party)),
        ("palm", palm), ("party", party)).SingleOrDefault();
}
