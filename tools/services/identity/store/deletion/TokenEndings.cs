using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>
/// The digests of tokens that ticketing must forget, until it has confirmed. A token is recorded here before ticketing learns
/// of it, and removed when its palms are stored, so that the token of an abandoned enrolment ends by itself.
/// </summary>
static class TokenEndings
{
    const string Owner = "ended token";

    public static void Add(Session session, StoreKey key, byte[] digest, DateTimeOffset due) => session.Run(
        "INSERT INTO endings VALUES(@fingerprint, @sealed, @due)", ("fingerprint", key.Fingerprint(digest)),
        ("sealed", key.Seal(digest, Owner)), ("due", due.ToUnixTimeMilliseconds()));

    public static bool Remove(Session session, StoreKey key, byte[] digest) => session.Run(
        "DELETE FROM endings WHERE fingerprint = @fingerprint", ("fingerprint", key.Fingerprint(digest))) == 1;

    // An altered record no longer identifies a token; there is nothing left to tell ticketing.
    public static IReadOnlyList<byte[]> Due(Session session, StoreKey key, DateTimeOffset now) =>
    [
        .. session.Rows(
                "SELECT sealed FROM endings WHERE due <= @now ORDER BY due, fingerprint",
                row => key.TryOpen(row.GetFieldValue<byte[]>(0), Owner, out var digest) ? digest : null,
                ("now", now.ToUnixTimeMilliseconds()))
            .OfType<byte[]>(),
    ];
}
