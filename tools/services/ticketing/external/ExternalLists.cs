using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Pedestal.Messaging.Guests;

namespace Pedestal.Ticketing;

/// <summary>The paths that tell events and guest lists; EXTERNAL.md describes them.</summary>
static class ExternalLists
{
    // A thousand events, or a page of guests.
    const int LongestList = 1024 * 1024;

    internal static readonly ExternalPath<IReadOnlyList<EventDetails>> Events = new("v1/events", LongestList, ReadEvents);

    internal static readonly ExternalPath<ExternalChanges> Guests = new("v1/guests", LongestList, ReadChanges);

    static List<EventDetails> ReadEvents(byte[] body) => EventsOf(ExternalContract.Parse<EventsReply>(body).Events
        ?? throw Outside("events are missing"));

    static ExternalChanges ReadChanges(byte[] body)
    {
        var reply = ExternalContract.Parse<GuestsReply>(body);
        if (reply.Decision is not null)
        {
            return reply.Decision == "unknownCursor"
                ? new ExternalChanges(IsKnown: false, default, HasMore: false, [])
                : throw Outside("a decision that the contract does not allow here");
        }

        return GuestCursor.TryParse(reply.Cursor, out var next)
            ? new ExternalChanges(IsKnown: true, next, reply.More,
            [
                .. EventsOf(reply.Events ?? []).Select(e => new EventChange(e)),
                .. (reply.In ?? []).Select(member => Member(member, isIn: true)),
                .. (reply.Out ?? []).Select(member => Member(member, isIn: false)),
            ])
            : throw Outside("a cursor that is not 32 hexadecimal digits");
    }

    // Its own bytes: text that is valid JSON and no Unicode can be read, and not be written again.
    static List<EventDetails> EventsOf(JsonElement[] events) => [.. events.Select(e =>
        EventDetails.Parse(JsonMarshal.GetRawUtf8Value(e)) ?? throw Outside("an event that the contract does not allow"))];

    static MembershipChange Member(MemberReply? member, bool isIn) =>
        member is { Event: > 0, TokenDigest: { Length: 2 * SHA256.HashSizeInBytes } digest } && digest.All(char.IsAsciiHexDigit)
            ? new MembershipChange(member.Event, Convert.FromHexString(digest), isIn)
            : throw Outside("a guest who is not an event's number and 64 hexadecimal digits");

    static ExternalReplyException Outside(string what) => new(what, isOutage: true);

    sealed record EventsReply(JsonElement[]? Events);

    sealed record GuestsReply(
        string? Decision, string? Cursor, bool More, JsonElement[]? Events, MemberReply?[]? In, MemberReply?[]? Out);

    sealed record MemberReply(int Event, string? TokenDigest);
}

/// <summary>A page of an external system's guest lists.</summary>
/// <param name="IsKnown">Whether the system knows the cursor; otherwise there is nothing else.</param>
/// <param name="Next">The cursor after the page.</param>
/// <param name="HasMore">Whether more changes are there already.</param>
/// <param name="Changes">The changes.</param>
sealed record ExternalChanges(bool IsKnown, GuestCursor Next, bool HasMore, IReadOnlyList<GuestChange> Changes);
