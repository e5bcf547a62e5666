using Pedestal.Protocol;

namespace Pedestal.Identity.Tests;

public sealed class EntryDeskTests : IDisposable
{
    readonly TempStore _files = new();
    readonly PalmRegister _register;
    readonly GuestListMirror _mirror;
    readonly FakeTicketing _ticketing = new();
    readonly byte[] _token;
    readonly PalmStore _store;
    readonly EntryDesk _desk;

    public EntryDeskTests()
    {
        _store = _files.Open();
        _token = _files.Enrol(_store, 1).Token;
        var other = _files.Enrol(_store, 11).Token;
        _register = TempStore.Register(_store);
        _mirror = new GuestListMirror(_register);
        _mirror.Apply(TempStore.Party, TempStore.Page([TempStore.Show()], _token, other));
        _desk = new EntryDesk(_register, FakeTicketing.At("demo", _ticketing), _files.Time);
    }

    public void Dispose()
    {
        _store.Dispose();
        _files.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Either_palm_redeems_the_persons_ticket(int palm)
    {
        var reply = await EnterAsync(TestTemplates.Capture(TestTemplates.Palm(palm), 5));
        Assert.Equal(Decision.Admitted, reply.Decision);
        Assert.Equal(_token, Assert.Single(_ticketing.Redeemed).Token);
    }

    [Fact]
    public async Task A_strangers_palm_never_reaches_ticketing()
    {
        Assert.Equal(Decision.NotRecognised, (await EnterAsync(TestTemplates.Palm(77))).Decision);
        Assert.Empty(_ticketing.Redeemed);
    }

    [Fact]
    public async Task A_person_deleted_in_the_meantime_is_not_recognised()
    {
        _store.Deletions.Delete(1, DeletionReason.Request);
        Assert.Equal(Decision.NotRecognised, (await EnterAsync(TestTemplates.Capture(TestTemplates.Palm(1), 5))).Decision);
        Assert.Empty(_ticketing.Redeemed);
    }

    [Theory]
    [InlineData(Decision.NoTicket, Decision.NoTicket)]
    [InlineData(Decision.TicketUsed, Decision.TicketUsed)]
    [InlineData(Decision.UnknownTicket, Decision.UnknownTicket)]
    [InlineData(Decision.OtherLane, Decision.OtherLane)]
    [InlineData(Decision.AlreadyInside, Decision.AlreadyInside)]
    [InlineData(Decision.Left, Decision.Left)]
    [InlineData(Decision.Noted, Decision.Unavailable)]
    [InlineData(Decision.NotRecognised, Decision.Unavailable)]
    [InlineData(Decision.WrongRole, Decision.Unavailable)]
    [InlineData(Decision.Unavailable, Decision.Unavailable)]
    [InlineData(Decision.Bound, Decision.Unavailable)]
    [InlineData(Decision.None, Decision.Unavailable)]
    public async Task Ticketings_reply_is_the_decision(Decision ticketing, Decision expected)
    {
        _ticketing.RedeemReply = ticketing;
        Assert.Equal(expected, (await EnterAsync(TestTemplates.Capture(TestTemplates.Palm(1), 5))).Decision);
    }

    [Fact]
    public async Task Ticketings_notes_are_passed_on()
    {
        _ticketing.RedeemNotes = AdmissionNotes.Of(3, isSame: false, needsAttention: true);
        Assert.Equal(_ticketing.RedeemNotes, (await EnterAsync(TestTemplates.Capture(TestTemplates.Palm(1), 5))).Notes);
    }

    [Fact]
    public async Task The_event_follows_from_venue_and_entrance()
    {
        var show = TempStore.Show(7, venue: "arena").With(e => e with { Entrances = ["north"] });
        _mirror.Apply(TempStore.Party, TempStore.Page([show], _token));
        var probe = TestTemplates.Capture(TestTemplates.Palm(1), 5);
        Assert.Equal(Decision.NoEvent, (await EnterAsync(probe, venue: "arena")).Decision);
        Assert.Equal(Decision.NoEvent, (await EnterAsync(probe, venue: "elsewhere")).Decision);
        Assert.Empty(_ticketing.Redeemed);
    }

    [Fact]
    public async Task A_guest_who_loses_the_ticket_is_not_recognised_and_one_who_buys_one_is()
    {
        var probe = TestTemplates.Capture(TestTemplates.Palm(1), 5);
        _mirror.Apply(TempStore.Party, TempStore.Page([]) with { Changes = [TempStore.Out(1, _token)] });
        Assert.Equal(Decision.NotRecognised, (await EnterAsync(probe)).Decision);
        _mirror.Apply(TempStore.Party, TempStore.Page([]) with { Changes = [TempStore.In(1, _token)] });
        Assert.Equal(Decision.Admitted, (await EnterAsync(probe)).Decision);
        Assert.Equal(1, _ticketing.Redeemed.Single().Event);
    }

    [Fact]
    public async Task A_malformed_template_is_refused()
    {
        var template = TestTemplates.Palm(1);
        template[1] = 9;
        Assert.Equal(Decision.Refused, (await EnterAsync(template)).Decision);
    }

    [Fact]
    public async Task Without_time_left_ticketing_is_not_asked()
    {
        var reply = await EnterAsync(TestTemplates.Capture(TestTemplates.Palm(1), 5), TimeSpan.FromMilliseconds(40));
        Assert.Equal(Decision.TooLate, reply.Decision);
        Assert.Empty(_ticketing.Redeemed);
    }

    [Fact]
    public async Task A_resend_reaches_ticketing_under_the_same_id_and_a_new_request_under_a_new_one()
    {
        await EnterAsync(TestTemplates.Capture(TestTemplates.Palm(1), 5), request: 7);
        await EnterAsync(TestTemplates.Capture(TestTemplates.Palm(1), 5), request: 7);
        await EnterAsync(TestTemplates.Capture(TestTemplates.Palm(1), 5), request: 8);
        await EnterAsync(TestTemplates.Capture(TestTemplates.Palm(1), 5), request: 7, device: "gate-2");
        var ids = _ticketing.Redeemed.ConvertAll(r => r.RequestId);
        Assert.Equal(ids[0], ids[1]);
        Assert.Equal(3, ids.Distinct().Count());
    }

    Task<MatchReply> EnterAsync(
        byte[] probe, TimeSpan? remaining = null, ulong request = 1, string device = "gate-1", string venue = "demo") =>
        _desk.EnterAsync(new PedestalRequest(device, venue, "main", request, remaining ?? TimeSpan.FromSeconds(1)), PassageTerms.AtOnce, probe,
            TestContext.Current.CancellationToken);
}
