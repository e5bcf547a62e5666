using Pedestal.Messaging.Guests;

namespace Pedestal.Identity;

/// <summary>A page of the changes that a party reports.</summary>
/// <param name="Cursor">Where the next page begins; 16 bytes that only the party can read.</param>
/// <param name="IsLast">Whether there are no more changes now.</param>
/// <param name="Events">New and changed events, in order.</param>
/// <param name="Changes">Who is a guest and who is none any more, in order.</param>
public sealed record GuestPage(
    byte[] Cursor, bool IsLast, IReadOnlyList<EventDetails> Events, IReadOnlyList<MembershipChange> Changes)
{
    /// <summary>The page in a party's reply.</summary>
    public static GuestPage Of(GuestListReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        var cursor = new byte[GuestCursor.Length];
        reply.Next.Write(cursor);
        return new GuestPage(cursor, !reply.HasMore,
            [.. reply.Changes.OfType<EventChange>().Select(change => change.Event)],
            [.. reply.Changes.OfType<MembershipChange>()]);
    }
}
