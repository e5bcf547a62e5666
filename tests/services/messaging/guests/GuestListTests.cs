using CsCheck;
using Pedestal.Messaging.Guests;
using Pedestal.Protocol;

namespace Pedestal.Messaging.Tests;

/// <summary>The bodies by which the matcher follows a party's guest lists.</summary>
public sealed class GuestListTests
{
    static readonly DateTimeOffset Doors = new(2026, 11, 28, 19, 0, 0, TimeSpan.FromHours(1));

    static readonly Gen<string> Names = Gen.Char["abcXYZ019-_."].Array[1, Topics.MaximumNameLength].Select(chars => new string(chars));

    static readonly Gen<EventDetails> Events = Gen.Select(Gen.Int[1, int.MaxValue], Gen.String[1, 60], Names,
        Names.Array[0, EventDetails.MostEntrances], Gen.Int[0, 1_000_000], Gen.Enum<EventOpening>(), (number, name, venue, entrances, minutes, opening) =>
            new EventDetails
            {
                Number = number, Name = NameRule.Normalise(name), Venue = venue, Entrances = [.. entrances.Distinct()],
                Doors = minutes % 3 == 0 ? null : Doors.AddMinutes(minutes), End = minutes % 3 == 0 ? null : Doors.AddMinutes(minutes + 90.5),
                Opening = opening,
            }).Where(told => told.Refusal is null);

    static readonly Gen<GuestChange> Changes = Gen.Frequency(
        (1, Events.Select(GuestChange (told) => new EventChange(told))),
        (9, Gen.Select(Gen.Int[1, int.MaxValue], Gen.Byte.Array[32], Gen.Bool,
            GuestChange (number, digest, isIn) => new MembershipChange(number, digest, isIn))));

    [Fact]
    public void A_written_page_reads_back_the_same() => Gen.Select(Changes.Array[0, 60], Gen.ULong, Gen.ULong, Gen.Bool).Sample((all, list, counter, more) =>
    {
        var written = new GuestListReply { Next = new GuestCursor(list, counter), HasMore = more };
        var fits = all.TakeWhile(written.TryAdd).ToList();
        var body = written.Write();
        Assert.Equal(GuestListReply.Length, body.Length);
        var read = GuestListReply.Read(body);
        Assert.NotNull(read);
        Assert.Equal((GuestListStatus.Ok, written.Next, more), (read.Status, read.Next, read.HasMore));
        Assert.Equal(fits.Select(Text), read.Changes.Select(Text));
    });

    [Fact]
    public void Integers_are_little_endian_as_in_every_other_message()
    {
        var page = new GuestListReply();
        Assert.True(page.TryAdd(new MembershipChange(0x01020304, new byte[32], true)));
        Assert.Equal([2, 4, 3, 2, 1, 0], page.Write()[19..25]);
    }

    [Fact]
    public void Any_altered_or_truncated_page_is_either_valid_or_refused()
    {
        var page = new GuestListReply { Next = new GuestCursor(1, 2) };
        Assert.True(page.TryAdd(new EventChange(Tonight)) && page.TryAdd(new MembershipChange(1, new byte[32], true)));
        var good = page.Write();
        Gen.Select(Gen.Int[0, 400], Gen.Byte, Gen.Bool).Sample((at, value, isCut) =>
        {
            var body = isCut ? good[..at] : [.. good];
            if (!isCut)
            {
                body[at] = value;
            }

            foreach (var change in GuestListReply.Read(body)?.Changes ?? [])
            {
                Assert.True(change is MembershipChange { TokenDigest.Length: 32, Event: > 0 } or EventChange { Event.Refusal: null });
            }
        });
    }

    [Fact]
    public void Fifty_guests_fill_a_page_and_the_largest_event_fits_into_one()
    {
        var full = new GuestListReply();
        var members = Enumerable.Repeat(new MembershipChange(1, new byte[32], true), 60).Count(full.TryAdd);
        Assert.Equal((50, GuestListReply.MostMembers), (members, GuestListReply.MostMembers));
        var largest = new EventDetails
        {
            Number = int.MaxValue, Name = string.Concat(Enumerable.Repeat("\U0001F3B5", NameRule.Longest / 2)), Venue = new string('v', 64),
            Entrances = [.. Enumerable.Range(10, EventDetails.MostEntrances).Select(n => $"{n}{new string('e', 62)}")],
            Doors = Doors.AddTicks(1), Start = Doors.AddTicks(2), End = Doors.AddTicks(3), Opening = EventOpening.ByTime,
        };
        Assert.Null(largest.Refusal);
        var page = new GuestListReply();
        Assert.True(page.TryAdd(new EventChange(largest)));
        Assert.Equal(largest, Assert.IsType<EventChange>(Assert.Single(GuestListReply.Read(page.Write())!.Changes)).Event);
    }

    [Fact]
    public void A_request_is_as_long_as_every_ticket_request_and_no_pedestal_can_send_it()
    {
        Gen.Select(Gen.ULong, Gen.ULong).Sample((list, counter) =>
        {
            var cursor = new GuestCursor(list, counter);
            var body = new GuestListRequest(cursor).Write();
            Assert.Equal(TicketRequest.Length, body.Length);
            Assert.Equal(cursor, GuestListRequest.Read(body)!.Cursor);
            Assert.False(new TicketRequest().Read(body) || TokenEnd.TryRead(body, out _));
            Assert.True(GuestCursor.TryParse(cursor.ToString(), out var again) && again == cursor);
            body[TicketRequest.Length - 1] = 1;
            Assert.Null(GuestListRequest.Read(body));
        });
        Assert.Null(GuestListRequest.Read(TokenEnd.Write(new byte[32])));
        Assert.Equal("00000000000000000000000000000000", GuestCursor.Beginning.ToString());
        Assert.False(GuestCursor.TryParse("0000000000000000000000000000000g", out _) || GuestCursor.TryParse(null, out _));
    }

    [Theory]
    [InlineData(GuestListStatus.UnknownCursor)]
    [InlineData(GuestListStatus.Unavailable)]
    public void A_refusal_carries_no_changes(GuestListStatus status)
    {
        var body = new GuestListReply { Status = status }.Write();
        Assert.Equal(status, GuestListReply.Read(body)!.Status);
        var page = new GuestListReply();
        page.TryAdd(new MembershipChange(1, new byte[32], false));
        body = page.Write();
        body[0] = (byte)status;
        Assert.Null(GuestListReply.Read(body));
        body[0] = 9;
        Assert.Null(GuestListReply.Read(body));
    }

    [Fact]
    public void The_redemption_of_a_palm_names_the_event() => Gen.Select(Gen.ULong, Gen.Int, Gen.Byte.Array[32]).Sample((id, number, token) =>
    {
        var body = new byte[TicketRequest.Length];
        new PalmRedemption(token, "gate-1", id, number, PassageTerms.AtOnce).ToRequest().Write(body);
        var request = new TicketRequest();
        Assert.True(request.Read(body) && PalmRedemption.TryRead(request, out var read)
            && (read.Pedestal, read.RequestId, read.Event) == ("gate-1", id, number) && read.Token.SequenceEqual(token));
    });

    internal static EventDetails Tonight => new()
    {
        Number = 1, Name = "Tonight", Venue = "demo", Entrances = ["north"], Doors = Doors, Start = Doors.AddHours(1), End = Doors.AddHours(4),
    };

    static string Text(GuestChange change) => change is MembershipChange member
        ? $"{member.Event} {Convert.ToHexString(member.TokenDigest)} {member.IsIn}"
        : System.Text.Encoding.UTF8.GetString(((EventChange)change).Event.ToJson());
}
