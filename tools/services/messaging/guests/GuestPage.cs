using System.Buffers.Binary;

namespace Pedestal.Messaging.Guests;

/// <summary>The bytes of a <see cref="GuestListReply"/>.</summary>
static class GuestPage
{
    internal const int HeaderLength = 3 + GuestCursor.Length;
    internal const int MemberLength = 1 + sizeof(int) + DigestLength;

    const int DigestLength = 32;
    const int EventHeaderLength = 1 + sizeof(ushort);
    const int MoreOffset = 1 + GuestCursor.Length;
    const byte EventKind = 1;
    const byte InKind = 2;
    const byte OutKind = 3;

    internal static int SizeOf(GuestChange change) => change switch
    {
        EventChange { Event: var told } => told.Refusal is null
            ? EventHeaderLength + told.ToJson().Length
            : throw new ArgumentException($"No list can have the event {told.Number}: {told.Refusal}.", nameof(change)),
        MembershipChange { TokenDigest.Length: DigestLength, Event: > 0 } => MemberLength,
        _ => throw new ArgumentException("A guest is named by an event's number and the 32 bytes of a digest.", nameof(change)),
    };

    internal static void Write(GuestListReply reply, Span<byte> body)
    {
        body[0] = (byte)reply.Status;
        reply.Next.Write(body[1..]);
        body[MoreOffset] = reply.HasMore ? (byte)1 : (byte)0;
        body[MoreOffset + 1] = (byte)reply.Changes.Count;
        var rest = body[HeaderLength..];
        foreach (var change in reply.Changes)
        {
            rest = rest[Write(change, rest)..];
        }
    }

    internal static GuestListReply? Read(ReadOnlySpan<byte> body)
    {
        var (status, count) = ((GuestListStatus)body[0], body[MoreOffset + 1]);
        if (!Enum.IsDefined(status) || body[MoreOffset] > 1 || (status != GuestListStatus.Ok && count > 0))
        {
            return null;
        }

        var reply = new GuestListReply { Status = status, Next = GuestCursor.Read(body[1..]), HasMore = body[MoreOffset] == 1 };
        var rest = body[HeaderLength..];
        for (var i = 0; i < count; i++)
        {
            if (ReadChange(ref rest) is not { } change || !reply.TryAdd(change))
            {
                return null;
            }
        }

        return rest.ContainsAnyExcept((byte)0) ? null : reply;
    }

    static int Write(GuestChange change, Span<byte> bytes)
    {
        if (change is EventChange { Event: var told })
        {
            var json = told.ToJson();
            bytes[0] = EventKind;
            BinaryPrimitives.WriteUInt16LittleEndian(bytes[1..], (ushort)json.Length);
            json.CopyTo(bytes[EventHeaderLength..]);
            return EventHeaderLength + json.Length;
        }

        var member = (MembershipChange)change;
        bytes[0] = member.IsIn ? InKind : OutKind;
        BinaryPrimitives.WriteInt32LittleEndian(bytes[1..], member.Event);
        member.TokenDigest.CopyTo(bytes[(1 + sizeof(int))..]);
        return MemberLength;
    }

    static GuestChange? ReadChange(ref ReadOnlySpan<byte> rest)
    {
        var kind = rest.IsEmpty ? 0 : rest[0];
        GuestChange? change = null;
        var length = 0;
        if (kind == EventKind && rest.Length >= EventHeaderLength)
        {
            length = EventHeaderLength + BinaryPrimitives.ReadUInt16LittleEndian(rest[1..]);
            change = length <= rest.Length && EventDetails.Parse(rest[EventHeaderLength..length]) is { } told ? new EventChange(told) : null;
        }
        else if (kind is InKind or OutKind && rest.Length >= MemberLength && BinaryPrimitives.ReadInt32LittleEndian(rest[1..]) is > 0 and var number)
        {
            length = MemberLength;
            change = new MembershipChange(number, rest[(1 + sizeof(int))..MemberLength].ToArray(), kind == InKind);
        }

        rest = change is null ? rest : rest[length..];
        return change;
    }
}
