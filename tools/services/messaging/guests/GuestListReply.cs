namespace Pedestal.Messaging.Guests;

/// <summary>What became of a request for guest lists.</summary>
public enum GuestListStatus : byte
{
    /// <summary>The reply has the changes after the cursor.</summary>
    Ok = 1,

    /// <summary>The cursor is not of these lists: read them from the beginning.</summary>
    UnknownCursor = 2,

    /// <summary>The lists cannot be read now: ask again later.</summary>
    Unavailable = 3,
}

/// <summary>
/// Body of the reply with a page of changes; always as long, so that its size does not tell how many guests come. Status (1),
/// next cursor (16), more (1), number of changes (1), the changes, zeros. A change is its kind (1) and, of an event (kind 1), the
/// length (2) and the JSON of <see cref="EventDetails"/>; of a guest who is in (2) or out (3), the event's number (4) and the
/// token's digest (32).
/// </summary>
public sealed class GuestListReply
{
    /// <summary>Bytes of the body.</summary>
    public const int Length = 1900;

    /// <summary>Guests in one page, if no event is in it.</summary>
    public const int MostMembers = (Length - GuestPage.HeaderLength) / GuestPage.MemberLength;

    readonly List<GuestChange> _changes = [];
    int _left = Length - GuestPage.HeaderLength;

    /// <summary>What became of the request.</summary>
    public GuestListStatus Status { get; init; } = GuestListStatus.Ok;

    /// <summary>The cursor after these changes.</summary>
    public GuestCursor Next { get; set; }

    /// <summary>Whether more changes are there already.</summary>
    public bool HasMore { get; set; }

    /// <summary>The changes, in their order.</summary>
    public IReadOnlyList<GuestChange> Changes => _changes;

    /// <summary>Adds a change; false if it has no room in this page.</summary>
    /// <exception cref="ArgumentException">No page can carry it: the event cannot be, or the digest has not 32 bytes.</exception>
    public bool TryAdd(GuestChange change)
    {
        var size = GuestPage.SizeOf(change);
        if (size > _left || _changes.Count == byte.MaxValue)
        {
            return false;
        }

        _changes.Add(change);
        _left -= size;
        return true;
    }

    /// <summary>Writes the body.</summary>
    public byte[] Write()
    {
        var body = new byte[Length];
        GuestPage.Write(this, body);
        return body;
    }

    /// <summary>Reads a body; null unless it is such a reply in every byte.</summary>
    public static GuestListReply? Read(ReadOnlySpan<byte> body) => body.Length == Length ? GuestPage.Read(body) : null;
}
