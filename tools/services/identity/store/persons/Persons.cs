using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>Looks up who owns what, by number.</summary>
static class Persons
{
    public static long? OfPalm(Session session, long palm) => session.Rows(
        "SELECT person FROM palms WHERE id = @palm", row => (long?)row.GetInt64(0), ("palm", palm)).SingleOrDefault();

    public static long? OfToken(Session session, byte[] fingerprint) => session.Rows(
        "SELECT person FROM tokens WHERE fingerprint = @token", row => (long?)row.GetInt64(0), ("token", fingerprint))
        .SingleOrDefault();

    public static IReadOnlyList<long> PalmsOf(Session session, long person) => session.Rows(
        "SELECT id FROM palms WHERE person = @person ORDER BY id", row => row.GetInt64(0), ("person", person));

    /// <summary>The palms of all persons enrolled under an event's key.</summary>
    public static IReadOnlyList<long> PalmsUnderKeyOf(Session session, string eventName) => session.Rows(
        """
        SELECT id FROM palms WHERE person IN (
            SELECT palms.person FROM templates JOIN palms ON palms.id = templates.palm WHERE templates.event = @event)
        """,
        row => row.GetInt64(0), ("event", eventName));
}
