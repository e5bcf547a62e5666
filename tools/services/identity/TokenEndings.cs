using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>
/// Tokens that ticketing must forget, by their digests, until it has said so. A token is noted here before ticketing
/// hears of it and crossed out when its palms are stored, so that one whose enrolment came to nothing ends by itself.
/// </summary>
static class TokenEndings
{
    const string Owner = "ended token";

    public static void Add(Session session, StoreKey key, byte[] digest, DateTimeOffset due) => session.Run(
        "INSERT INTO endings VALUES(@fingerprint, @sealed, @due)", ("fingerprint", key.Fingerprint(digest)),
        ("sealed", key.Seal(digest, Owner)), ("due", due.ToUnixTimeMilliseconds()));

    public static bool Remove(Session session, StoreKey key, byte[] digest) => session.Run(
        "DELETE FROM endings WHERE fingerprint = @fingerprint", ("fingerprint", key.Fingerprint(digest))) == 1;

    // One that was altered names no token any more; there is nothing left to tell ticketing.
    public static IReadOnlyList<byte[]> Due(Session session, StoreKey key, DateTimeOffset now) =>
    [
        .. session.Rows(
                "SELECT sealed FROM endings WHERE due <= @now ORDER BY due, fingerprint",
                row => key.TryOpen(row.GetFieldValue<byte[]>(0), Owner, out var digest) ? digest : null,
                ("now", now.ToUnixTimeMilliseconds()))
            .OfType<byte[]>(),
    ];
}
