using System.Text.Json;
using Pedestal.Messaging.Guests;
using Pedestal.Protocol;
using static Pedestal.Ticketing.Tests.ExternalRig;

namespace Pedestal.Ticketing.Tests;

/// <summary>Events and guest lists of an external system.</summary>
public sealed class ExternalListsTests : IAsyncLifetime
{
    const string Cursor = "00112233445566778899aabbccddeeff";
    static readonly string Digest = new('a', 64);

    ExternalRig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await ExternalRig.StartAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task Its_events_decide_what_is_redeemed_where_and_when()
    {
        var now = _rig.Time.GetUtcNow();
        SayEvents($$"""
            {"number":1,"name":"north show","venue":"demo","entrances":["north"],"opening":"open"},
            {"number":2,"name":"south show","venue":"demo","entrances":["south"],"doors":"{{EventTime.Text(now)}}","end":"{{EventTime.Text(now.AddHours(2))}}"},
            {"number":3,"name":"elsewhere","venue":"another","opening":"open"}
            """);
        Assert.Equal(Decision.Admitted, await RedeemAsync("north"));
        Assert.Equal(Decision.Admitted, await RedeemAsync("south"));
        Assert.Equal(Decision.NoEvent, await RedeemAsync("main"));
        Assert.Equal(["north show", "south show"], _rig.Stub.Requests.Select(r => r.Body.GetProperty("event").GetString()));

        Assert.Equal(Decision.Admitted, await _rig.Tickets.RedeemTokenAsync(Token, 2, At("south"), Call, Stop));
        Assert.Equal(Decision.NoEvent, await _rig.Tickets.RedeemTokenAsync(Token, 1, At("south"), Call, Stop));
        Assert.Equal(Decision.NoEvent, await _rig.Tickets.RedeemTokenAsync(Token, 3, At("south"), Call, Stop));
        _rig.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(Decision.NoEvent, await RedeemAsync("south"));
        Assert.Equal(["north show", "elsewhere"], await _rig.Tickets.EventsOfAsync("any", Call, Stop));
    }

    [Fact]
    public async Task A_change_of_its_events_is_followed_and_an_outage_forgets_none()
    {
        Assert.Equal(Decision.Admitted, await _rig.RedeemAsync());
        var read = new TaskCompletionSource();
        _rig.Stub.RespondEvents = async context =>
        {
            await StubSystem.Saying("", 503)(context);
            read.TrySetResult();
        };
        _rig.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(Decision.Admitted, await _rig.RedeemAsync());
        await read.Task.WaitAsync(Stop);
        Assert.Equal(Decision.Admitted, await _rig.RedeemAsync());

        SayEvents("""{"number":1,"name":"tonight","venue":"demo","opening":"closed"}""");
        while (await _rig.RedeemAsync() != Decision.NoEvent)
        {
            _rig.Time.Advance(TimeSpan.FromSeconds(2));
        }
    }

    [Theory]
    [InlineData("""{"decision":"admitted"}""")]
    [InlineData("""{"events":[{"number":1,"name":"a"}]}""")]
    [InlineData("""{"events":[{"number":0,"name":"a","venue":"demo","opening":"open"}]}""")]
    [InlineData("""{"events":[{"number":1,"name":"a","venue":"demo","doors":"2026-11-28T19:00","end":"2026-11-28T20:00"}]}""")]
    public async Task Without_events_as_the_contract_has_them_nobody_is_admitted(string said)
    {
        _rig.Stub.RespondEvents = StubSystem.Saying(said);
        Assert.Equal(Decision.Unavailable, await _rig.RedeemAsync());
        Assert.Contains(_rig.Log, line => line.Contains("did not list v1/events", StringComparison.Ordinal));
        _rig.Stub.RespondEvents = StubSystem.Saying("", 404);
        Assert.Equal(Decision.Unavailable, await _rig.RedeemAsync());
        Assert.Empty(_rig.Stub.Requests);
    }

    [Fact]
    public async Task A_page_of_guests_is_passed_on_and_the_next_one_asked_for_after_it()
    {
        SayGuests($$"""
            {"cursor":"{{Cursor}}","more":true,"events":[{"number":7,"name":"tonight","venue":"demo","opening":"open"}],
             "in":[{"event":7,"tokenDigest":"{{Digest}}"}],"out":[{"event":6,"tokenDigest":"{{Digest}}"}]}
            """);
        var page = await _rig.Tickets.ChangesAsync(GuestCursor.Beginning, Call, Stop);
        Assert.Equal((GuestListStatus.Ok, true, Cursor), (page.Status, page.HasMore, page.Next.ToString()));
        Assert.Equal("tonight", Assert.IsType<EventChange>(page.Changes[0]).Event.Name);
        Assert.Equal(
            [(7, true), (6, false)], page.Changes.OfType<MembershipChange>().Select(member => (member.Event, member.IsIn)));

        SayGuests("""{"decision":"unknownCursor"}""");
        Assert.Equal(GuestListStatus.UnknownCursor, (await _rig.Tickets.ChangesAsync(page.Next, Call, Stop)).Status);
        Assert.Equal(
            [
                $$"""POST /tickets/v1/guests {"after":"{{new string('0', 32)}}","most":50}""",
                $$"""POST /tickets/v1/guests {"after":"{{Cursor}}","most":50}""",
            ],
            _rig.Stub.Requests.Select(r => $"{r.Path} {r.Body.GetRawText()}"));
    }

    [Fact]
    public async Task A_page_that_does_not_fit_into_a_message_is_asked_for_in_parts()
    {
        var written = 0;
        _rig.Stub.Respond = context =>
        {
            var most = _rig.Stub.Requests.Last().Body.GetProperty("most").GetInt32();
            written++;
            return StubSystem.Saying(JsonSerializer.Serialize(new
            {
                cursor = Cursor, more = true,
                events = Enumerable.Range(1, most).Select(i => new { number = i, name = new string('n', 100) + i, venue = "demo" }),
            }))(context);
        };
        var page = await _rig.Tickets.ChangesAsync(GuestCursor.Beginning, Call, Stop);
        Assert.Equal(GuestListStatus.Ok, page.Status);
        Assert.InRange(page.Changes.Count, 1, 12);
        Assert.InRange(written, 2, 5);
    }

    [Theory]
    [InlineData("""{"cursor":"00","more":false}""")]
    [InlineData("""{"more":false}""")]
    [InlineData("""{"decision":"admitted"}""")]
    [InlineData("""{"cursor":"CURSOR","more":false,"in":[{"event":7,"tokenDigest":"zz"}]}""")]
    [InlineData("""{"cursor":"CURSOR","more":false,"in":[{"event":0,"tokenDigest":"DIGEST"}]}""")]
    [InlineData("""{"cursor":"CURSOR","more":false,"out":[null]}""")]
    [InlineData("""{"cursor":"CURSOR","more":false,"events":[{}]}""")]
    [InlineData("nothing")]
    public async Task A_list_outside_the_contract_changes_nothing_and_is_logged_once_a_minute(string said)
    {
        SayGuests(said.Replace("CURSOR", Cursor, StringComparison.Ordinal).Replace("DIGEST", Digest, StringComparison.Ordinal));
        for (var i = 0; i < 3; i++)
        {
            var page = await _rig.Tickets.ChangesAsync(GuestCursor.Beginning, Call, Stop);
            Assert.Equal((GuestListStatus.Unavailable, 0), (page.Status, page.Changes.Count));
        }

        Assert.Single(_rig.Log, line => line.Contains("did not list v1/guests", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_ticket_that_has_enrolled_somebody_else_binds_nothing()
    {
        _rig.Stub.Respond = StubSystem.Saying("""{"decision":"ticketUsed"}""");
        Assert.Equal(Decision.TicketUsed, await _rig.Tickets.BindTokenAsync(new byte[16], Token, "booth-1", Call, Stop));
    }

    async Task<Decision> RedeemAsync(string entrance) =>
        (await _rig.Tickets.RedeemCodeAsync("code-of-ann", At(entrance), Call, Stop)).Decision;

    static EntryAttempt At(string entrance) => Shows.GateLane with { Entrance = new Entrance("demo", entrance) };

    void SayEvents(string events) => _rig.Stub.RespondEvents = StubSystem.Saying($$"""{"events":[{{events}}]}""");

    void SayGuests(string body) => _rig.Stub.Respond = StubSystem.Saying(body);
}
