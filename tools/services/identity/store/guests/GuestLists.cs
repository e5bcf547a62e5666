using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>
/// The parties' events and guest lists, as far as each party has told. Only fingerprints of tokens are kept; a token that is
/// not known yet is kept too, and counts as soon as its person is stored.
/// </summary>
public sealed class GuestLists
{
    /// <summary>Length of a cursor in bytes; all zero: from the beginning.</summary>
    public const int CursorLength = 16;

    readonly Database _database;
    readonly StoreKey _key;

    internal GuestLists(Database database, StoreKey key) => (_database, _key) = (database, key);

    /// <summary>All events, in the order in which they became known.</summary>
    public IReadOnlyList<PartyEvent> Events() => _database.Read(EventRows.All);

    /// <summary>Where a party's next page begins.</summary>
    public byte[] CursorOf(string party) => _database.Read(session => session.Rows(
        "SELECT cursor FROM cursors WHERE party = @party", row => row.GetFieldValue<byte[]>(0), ("party", party)))
        .SingleOrDefault(new byte[CursorLength]);

    /// <summary>
    /// Applies a page and moves the cursor, all or nothing. The same page again changes nothing. False, and nothing is changed, if the
    /// cursor is not where the page begins, because another matcher has gone on.
    /// </summary>
    /// <param name="party">The party.</param>
    /// <param name="page">The page.</param>
    /// <param name="begin">Where the page begins; null to apply it wherever the cursor is.</param>
    public bool Apply(string party, GuestPage page, byte[]? begin = null) => _database.Write(session =>
    {
        var pass = PassOf(session, party);
        if (!IsAt(session, party, begin))
        {
            return false;
        }

        var change = new GuestListChange(session, _key, party, pass);
        foreach (var @event in page.Events)
        {
            change.Set(@event);
        }

        foreach (var guest in page.Changes)
        {
            change.Set(guest);
        }

        if (page.IsLast)
        {
            change.DropUnnamed();
        }

        session.Run("UPDATE cursors SET cursor = @cursor, is_full = is_full * @more WHERE party = @party",
            ("cursor", page.Cursor), ("more", page.IsLast ? 0 : 1), ("party", party));
        return true;
    });

    /// <summary>
    /// Begins a party's lists anew, because it does not know the cursor any more. Everything is kept until the last page; what
    /// was not named by then is dropped. Nothing happens if the cursor is another one meanwhile.
    /// </summary>
    public void StartOver(string party, byte[]? unknown = null) => _database.Write(session =>
    {
        PassOf(session, party);
        if (IsAt(session, party, unknown))
        {
            session.Run("UPDATE cursors SET cursor = @zeros, pass = pass + 1, is_full = 1 WHERE party = @party",
                ("zeros", new byte[CursorLength]), ("party", party));
        }
    });

    /// <summary>How many entries of a party's guest lists name a token that is not known (yet).</summary>
    public long UnknownOf(string party) => _database.Read(session => session.Number(
        """
        SELECT count(*) FROM guests WHERE party = @party AND NOT EXISTS (
            SELECT 1 FROM tokens WHERE tokens.fingerprint = guests.fingerprint AND tokens.party = guests.party)
        """,
        ("party", party)), Database.LongPatience);

    static bool IsAt(Session session, string party, byte[]? cursor) => cursor is null
        || session.Number("SELECT count(*) FROM cursors WHERE party = @party AND cursor = @cursor", ("party", party), ("cursor", cursor)) == 1;

    // A party of which nothing is known is read in a full pass.
    static long PassOf(Session session, string party)
    {
        session.Run(
            "INSERT INTO cursors(party, cursor, pass, is_full) VALUES(@party, @zeros, 1, 1) ON CONFLICT DO NOTHING",
            ("party", party), ("zeros", new byte[CursorLength]));
        return session.Number("SELECT pass FROM cursors WHERE party = @party", ("party", party));
    }
}
