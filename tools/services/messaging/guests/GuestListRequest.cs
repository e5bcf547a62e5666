using Pedestal.Protocol;

namespace Pedestal.Messaging.Guests;

/// <summary>
/// Body of the matcher's request for the changes of a party's guest lists, as long as every ticket request: purpose 11 (1), zero
/// (1), cursor (16), zeros. No pedestal sends it, and <see cref="TicketRequest"/> does not read it.
/// </summary>
/// <param name="Cursor">How far the matcher has read.</param>
public sealed record GuestListRequest(GuestCursor Cursor)
{
    const byte Purpose = 11;
    const int CursorOffset = 2;

    /// <summary>Writes the body.</summary>
    public byte[] Write()
    {
        var body = new byte[TicketRequest.Length];
        body[0] = Purpose;
        Cursor.Write(body.AsSpan(CursorOffset));
        return body;
    }

    /// <summary>Reads a body; null if it is another request.</summary>
    public static GuestListRequest? Read(ReadOnlySpan<byte> body) =>
        body.Length == TicketRequest.Length && body[0] == Purpose && body[1] == 0
        && !body[(CursorOffset + GuestCursor.Length)..].ContainsAnyExcept((byte)0)
            ? new GuestListRequest(GuestCursor.Read(body[CursorOffset..]))
            : null;
}
