using System.Security.Cryptography;
using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>
/// The digests of tokens that their parties must forget, until they have confirmed. A token is recorded here before its party
/// learns of it, and removed when its palms are stored, so that the token of an abandoned enrolment ends by itself.
/// </summary>
static class TokenEndings
{
    const string Owner = "ended token";

    public static void Add(Session session, StoreKey key, string party, byte[] digest, DateTimeOffset due) => session.Run(
        "INSERT INTO endings(fingerprint, sealed, due, party) VALUES(@fingerprint, @sealed, @due, @party)",
        ("fingerprint", key.Fingerprint(digest)), ("sealed", key.Seal(digest, Owner)),
        ("due", due.ToUnixTimeMilliseconds()), ("party", party));

    public static bool Remove(Session session, StoreKey key, byte[] digest) => session.Run(
        "DELETE FROM endings WHERE fingerprint = @fingerprint", ("fingerprint", key.Fingerprint(digest))) == 1;

    // An altered record no longer identifies a token; there is nothing left to tell its party.
    public static IReadOnlyList<TokenEnding> Due(Session session, StoreKey key, DateTimeOffset now) =>
    [
        .. session.Rows(
                "SELECT sealed, party FROM endings WHERE due <= @now ORDER BY due, fingerprint",
                row => key.TryOpen(row.GetFieldValue<byte[]>(0), Owner, out var digest) ? new TokenEnding(row.GetString(1), digest) : null,
                ("now", now.ToUnixTimeMilliseconds()))
            .OfType<TokenEnding>(),
    ];

    /// <summary>Ends some of a person's tokens: their parties are told, and they are guests nowhere.</summary>
    /// <param name="session">The caller's transaction.</param>
    /// <param name="key">The store's key.</param>
    /// <param name="person">The person.</param>
    /// <param name="party">The party; null for all.</param>
    /// <param name="now">From when on they are told.</param>
    public static void End(Session session, StoreKey key, long person, string? party, DateTimeOffset now)
    {
        var tokens = session.Rows("SELECT party, sealed, fingerprint FROM tokens WHERE person = @person",
            row => (Party: row.GetString(0), Sealed: row.GetFieldValue<byte[]>(1), Fingerprint: row.GetFieldValue<byte[]>(2)),
            ("person", person));
        foreach (var token in tokens.Where(token => party is null || token.Party == party))
        {
            session.Run("DELETE FROM guests WHERE fingerprint = @token", ("token", token.Fingerprint));

            // An altered token cannot be named to its party; that must not prevent the palms from being deleted.
            if (key.TryOpen(token.Sealed, PalmTokens.Owner(person, token.Party), out var value))
            {
                Add(session, key, token.Party, SHA256.HashData(value), now);
            }
        }
    }
}
