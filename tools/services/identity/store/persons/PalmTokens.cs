using System.Security.Cryptography;
using Pedestal.Protocol;
using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>A token that a party must forget.</summary>
/// <param name="Party">The relying party.</param>
/// <param name="Digest">The token's SHA-256.</param>
public sealed record TokenEnding(string Party, byte[] Digest);

/// <summary>
/// The tokens by which relying parties know persons. Each is 256 random bits, drawn for one person and one party: a token, or
/// all tokens of a party, reveal nothing about another's.
/// </summary>
public sealed class PalmTokens
{
    /// <summary>How long a reserved token waits for its palms before its party is told to forget it.</summary>
    public static readonly TimeSpan ReservationLifetime = TimeSpan.FromMinutes(2);

    readonly Database _database;
    readonly StoreKey _key;
    readonly TimeProvider _time;

    internal PalmTokens(Database database, StoreKey key, TimeProvider time) =>
        (_database, _key, _time) = (database, key, time);

    /// <summary>
    /// Reserves a new token for a party. If no enrolment uses it within <see cref="ReservationLifetime"/>, it is ended.
    /// </summary>
    public byte[] Reserve(string party)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(party);
        var token = RandomNumberGenerator.GetBytes(TicketRequest.TokenLength);
        _database.Write(session => TokenEndings.Add(
            session, _key, party, SHA256.HashData(token), _time.GetUtcNow() + ReservationLifetime));
        return token;
    }

    /// <summary>
    /// The token by which a relying party knows the palm's person; null if there is none or the palm is not enrolled.
    /// </summary>
    /// <exception cref="PalmStoreException">The token was altered.</exception>
    public byte[]? Find(long palm, string party) => _database.Read(session => session.Rows(
        """
        SELECT tokens.person, tokens.sealed FROM palms JOIN tokens ON tokens.person = palms.person
        WHERE palms.id = @palm AND tokens.party = @party
        """,
        row => _key.Open(row.GetFieldValue<byte[]>(1), Owner(row.GetInt64(0), party)),
        ("palm", palm), ("party", party)).SingleOrDefault());

    /// <summary>All tokens of a person, each with its party.</summary>
    /// <exception cref="PalmStoreException">A token was altered.</exception>
    public IReadOnlyList<(string Party, byte[] Token)> Of(long person) => _database.Read(session => session.Rows(
        "SELECT party, sealed FROM tokens WHERE person = @person ORDER BY party",
        row => (row.GetString(0), _key.Open(row.GetFieldValue<byte[]>(1), Owner(person, row.GetString(0)))),
        ("person", person)));

    /// <summary>The tokens that their parties must forget by now.</summary>
    public IReadOnlyList<TokenEnding> DueEndings() =>
        _database.Read(session => TokenEndings.Due(session, _key, _time.GetUtcNow()));

    /// <summary>Records that a party has forgotten a token.</summary>
    public void ConfirmEnding(byte[] tokenDigest) =>
        _database.Write(session => TokenEndings.Remove(session, _key, tokenDigest));

    /// <summary>Stores a token.</summary>
    internal static void Add(Session session, StoreKey key, long person, string party, byte[] token, long consent) => session.Run(
        """
        INSERT INTO tokens(person, party, consent, sealed, fingerprint)
        VALUES(@person, @party, @consent, @sealed, @fingerprint)
        """,
        ("person", person), ("party", party), ("consent", consent), ("sealed", key.Seal(token, Owner(person, party))),
        ("fingerprint", key.Fingerprint(SHA256.HashData(token))));

    /// <summary>The owner that a sealed token is bound to.</summary>
    internal static string Owner(long person, string party) =>
        FormattableString.Invariant($"token of person {person} for {party}");
}
