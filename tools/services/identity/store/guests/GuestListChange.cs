using Pedestal.Messaging.Guests;
using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>Changes a party's events and guests inside the caller's transaction.</summary>
sealed class GuestListChange(Session session, StoreKey key, string party, long pass)
{
    /// <summary>Stores an event as the party describes it; its place in the order of events stays.</summary>
    public void Set(EventDetails @event) => EventRows.Set(session, party, @event, pass);

    /// <summary>Stores or removes a guest.</summary>
    public void Set(MembershipChange change)
    {
        var token = key.Fingerprint(change.TokenDigest);
        var isChanged = change.IsIn
            ? session.Run(
                """
                INSERT INTO guests(party, event, fingerprint, pass) VALUES(@party, @event, @token, @pass)
                ON CONFLICT DO NOTHING
                """,
                ("party", party), ("event", change.Event), ("token", token), ("pass", pass)) == 1
            : session.Run("DELETE FROM guests WHERE party = @party AND event = @event AND fingerprint = @token",
                ("party", party), ("event", change.Event), ("token", token)) == 1;
        if (!isChanged && change.IsIn)
        {
            session.Run(
                "UPDATE guests SET pass = @pass WHERE party = @party AND event = @event AND fingerprint = @token",
                ("pass", pass), ("party", party), ("event", change.Event), ("token", token));
        }
    }

    /// <summary>At the end of a full pass, drops whatever it did not name.</summary>
    public void DropUnnamed()
    {
        if (session.Number("SELECT is_full FROM cursors WHERE party = @party", ("party", party)) == 0)
        {
            return;
        }

        session.Run("DELETE FROM guests WHERE party = @party AND pass < @pass", ("party", party), ("pass", pass));
        session.Run("DELETE FROM events WHERE party = @party AND pass < @pass", ("party", party), ("pass", pass));
    }
}
