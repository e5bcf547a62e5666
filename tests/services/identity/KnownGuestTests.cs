using Pedestal.Messaging.Guests;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Identity.Tests;

/// <summary>Guests who are enrolled already, with one palm or both, at this party or another, or years ago.</summary>
public sealed class KnownGuestTests : IDisposable
{
    const byte PerPalm = 3;
    const byte Both = 2 * PerPalm;
    readonly TempStore _files = new();
    readonly PalmStore _store;
    readonly PalmRegister _register;
    readonly FakeTicketing _ticketing = new();
    readonly FakeTicketing _partner = new();
    readonly EnrolmentDesk _desk;
    readonly List<byte[]> _captures = [];
    ulong _request;

    public KnownGuestTests()
    {
        _store = _files.Open();
        _register = TempStore.Register(_store);
        _desk = Desk(new EnrolmentOptions { Consent = TempStore.ConsentText });
    }

    public void Dispose()
    {
        _desk.Dispose();
        _store.Dispose();
        _files.Dispose();
    }

    [Fact]
    public async Task At_another_party_a_known_guest_is_linked_after_two_captures()
    {
        Assert.Equal(Decision.Enrolled, await ShowAsync(1));
        Assert.Equal([Decision.SampleAccepted, Decision.Linked], await AllAsync(1, venue: "club"));
        var tokens = _store.Tokens.Of(1);
        Assert.Equal(["partner", TempStore.Party], tokens.Select(token => token.Party));
        Assert.Equal(tokens[0].Token, Assert.Single(_partner.Bound).Token);
        Assert.Equal(2, _register.Population.PalmCount);
        Assert.Equal(0, _desk.PendingCount);

        // From now on the partner knows the guest too.
        Assert.Equal([Decision.SampleAccepted, Decision.AlreadyEnrolled], await AllAsync(1, venue: "club"));
    }

    [Theory]
    [InlineData("arena")]
    [InlineData("club")]
    public async Task Who_is_known_at_a_booth_has_used_the_palm_and_is_kept_as_long_from_then_on(string venue)
    {
        Assert.Equal(Decision.Enrolled, await ShowAsync(1));
        _files.Time.Advance(TimeSpan.FromDays(300));
        await ShowAsync(1, venue: venue);
        _files.Time.Advance(TimeSpan.FromDays(364));
        Assert.Equal(0, _register.DeleteUnused(365, atMost: 10));
        _files.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, _register.DeleteUnused(365, atMost: 10));
    }

    [Theory]
    [InlineData(Decision.Refused, Decision.Refused)]
    [InlineData(Decision.TicketUsed, Decision.TicketUsed)]
    [InlineData(Decision.Unavailable, Decision.Unavailable)]
    public async Task Nobody_is_linked_whose_token_the_party_does_not_bind(Decision answer, Decision expected)
    {
        await ShowAsync(1);
        _partner.BindReply = answer;
        Assert.Equal(expected, await ShowAsync(1, venue: "club"));
        Assert.Equal([TempStore.Party], _store.Tokens.Of(1).Select(token => token.Party));
    }

    [Fact]
    public async Task Under_another_account_a_known_guest_is_refused_with_that_reason()
    {
        await ShowAsync(1);
        _ticketing.BindReply = Decision.Refused;
        Assert.Equal([Decision.SampleAccepted, Decision.OtherAccount], await AllAsync(1));
        Assert.Equal(2, _register.Population.PalmCount);
    }

    [Fact]
    public async Task A_ticket_that_has_enrolled_somebody_enrols_nobody_else()
    {
        _ticketing.BindReply = Decision.TicketUsed;
        Assert.Equal(Decision.TicketUsed, await ShowAsync(1));
        Assert.Equal(0, _register.Population.PalmCount);
        _ticketing.LinkReply = Decision.TicketUsed;
        Assert.Equal([Decision.TicketUsed], await AllAsync(2));
    }

    [Fact]
    public async Task One_palm_is_enough_and_nothing_is_stored_before_the_guest_has_finished()
    {
        await ShowAsync(1, to: PerPalm);
        Assert.Empty(_store.All());
        Assert.Equal(Decision.Enrolled, await FinishAsync());
        Assert.Equal((1, 3), (_register.Population.PalmCount, _register.Population.TemplateCount));
        Assert.Equal(Decision.Refused, await FinishAsync());
    }

    [Fact]
    public async Task A_palm_without_all_its_samples_is_not_stored()
    {
        await ShowAsync(1, to: PerPalm - 1);
        Assert.Equal(Decision.Refused, await FinishAsync());
        Assert.Empty(_store.All());
        Assert.Equal(0, _desk.PendingCount);
    }

    [Fact]
    public async Task A_second_palm_is_added_later()
    {
        await ShowAsync(1, to: PerPalm);
        await FinishAsync();
        Assert.Equal([Decision.SampleAccepted, Decision.OtherPalmWanted], await AllAsync(1));
        Assert.Equal([Decision.SampleAccepted, Decision.SampleAccepted, Decision.Enrolled], await AllAsync(1, from: PerPalm));
        Assert.Equal((2, 6), (_register.Population.PalmCount, _register.Population.TemplateCount));
        Assert.Equal([PalmSide.Left, PalmSide.Right], _store.Persons.PalmsOf(1).Select(palm => palm.Side));
        Assert.Equal(Decision.AlreadyEnrolled, await ShowAsync(1));
    }

    [Fact]
    public async Task A_known_guest_who_does_not_show_the_second_palm_is_told_already_enrolled()
    {
        await ShowAsync(1, to: PerPalm);
        await FinishAsync();
        await ShowAsync(1);
        Assert.Equal(Decision.AlreadyEnrolled, await FinishAsync());
        Assert.Equal(1, _register.Population.PalmCount);
    }

    [Fact]
    public async Task A_second_palm_that_is_another_persons_is_refused()
    {
        await ShowAsync(2);
        await ShowAsync(1, to: PerPalm);
        await FinishAsync();
        await ShowAsync(1);
        Assert.Equal(Decision.Refused, await ShowAsync(2, from: PerPalm));
        Assert.Single(_store.Persons.PalmsOf(2));
    }

    [Fact]
    public async Task A_new_palm_shown_before_the_known_one_is_added_to_the_same_person()
    {
        // Enrolled with what the booth called the left palm; it is shown second now.
        await ShowAsync(1, to: PerPalm);
        await FinishAsync();
        Assert.Equal(Decision.SampleAccepted, await ShowAsync(1, from: 0, to: PerPalm, swapped: true));
        Assert.Equal([Decision.SampleAccepted, Decision.Enrolled], await AllAsync(1, from: PerPalm, swapped: true));
        Assert.Equal([PalmSide.Left, PalmSide.Right], _store.Persons.PalmsOf(1).Select(palm => palm.Side));
        Assert.Equal(1, _store.Persons.Count);
    }

    [Fact]
    public async Task After_years_both_palms_are_captured_again_and_replaced()
    {
        await ShowAsync(1);
        var token = _store.Tokens.Of(1).Single().Token;
        _files.Time.Advance(TimeSpan.FromDays(1_095));
        Assert.Equal([.. Enumerable.Repeat(Decision.SampleAccepted, 5), Decision.Enrolled], await AllAsync(1));
        Assert.Equal((2, 6), (_register.Population.PalmCount, _register.Population.TemplateCount));
        Assert.Equal(token, _store.Tokens.Of(1).Single().Token);
        Assert.All(_store.Persons.PalmsOf(1), palm => Assert.Equal(_files.Time.GetUtcNow(), palm.CapturedAt));
        Assert.All(_captures.TakeLast(Both), capture => Assert.True(_register.Population.Identify(TestTemplates.Parse(capture)).IsCopy));
        Assert.All(_captures.SkipLast(Both), capture => Assert.False(_register.Population.Identify(TestTemplates.Parse(capture)).IsCopy));
        Assert.Equal(Decision.AlreadyEnrolled, await ShowAsync(1));
    }

    [Fact]
    public async Task Two_booths_that_enrol_the_same_new_palms_at_once_store_one_person()
    {
        await ShowAsync(1, to: Both - 1);
        await ShowAsync(1, to: Both - 1, venue: "club");
        Assert.Equal(Decision.Enrolled, await ShowAsync(1, from: Both - 1));
        Assert.Equal(Decision.Linked, await ShowAsync(1, from: Both - 1, venue: "club"));
        Assert.Equal(1, _store.Persons.Count);
    }

    [Fact]
    public async Task A_guest_enrolled_with_one_palm_at_another_booth_meanwhile_is_told_already_enrolled_on_finishing_here()
    {
        await ShowAsync(1, to: PerPalm);
        using var other = Desk(new EnrolmentOptions { Consent = TempStore.ConsentText });
        await ShowAsync(1, to: PerPalm, desk: other);
        Assert.Equal(Decision.Enrolled, await FinishAsync(other));
        Assert.Equal(Decision.AlreadyEnrolled, await FinishAsync());
        Assert.Equal(1, _register.Population.PalmCount);
    }

    [Fact]
    public async Task A_stored_template_speaks_for_nobodys_account()
    {
        await ShowAsync(1);
        var stolen = _captures[0];
        Assert.Equal([Decision.SampleAccepted], await AllAsync(1, to: 1, venue: "club"));
        Assert.Equal(Decision.Refused, await SendAsync(Request(1, PalmSide.Left, stolen), "club", desk: null));
        Assert.Empty(_partner.Bound);
        Assert.Equal(0, _desk.PendingCount);
    }

    [Fact]
    public async Task With_a_key_per_event_the_booth_says_that_the_palm_is_for_that_event_only()
    {
        using var desk = Desk(new EnrolmentOptions { Consent = TempStore.ConsentText, KeyPerEvent = true });
        Assert.Equal([Decision.NoEvent], await AllAsync(1, desk: desk));
        var mirror = new GuestListMirror(_register);
        mirror.Apply(TempStore.Party, TempStore.Page([TempStore.Show(name: "tonight", venue: "arena")]));
        Assert.Equal(Decision.EnrolledForEvent, await ShowAsync(1, desk: desk));
        Assert.Equal(Decision.AlreadyEnrolled, await ShowAsync(1, desk: desk));
        Assert.All(_store.Persons.PalmsOf(1), palm => Assert.Equal("tonight", palm.EventKey));

        // The next show knows nothing of it.
        mirror.Apply(TempStore.Party, TempStore.Page([
            TempStore.Show(name: "tonight", venue: "arena").With(e => e with { Opening = EventOpening.Closed }),
            TempStore.Show(2, name: "tomorrow", venue: "arena"),
        ]));
        Assert.Equal(Decision.EnrolledForEvent, await ShowAsync(1, desk: desk));
        Assert.All(_store.Persons.PalmsOf(2), palm => Assert.Equal("tomorrow", palm.EventKey));
    }

    EnrolmentDesk Desk(EnrolmentOptions options) => new(_register, new Parties(
        new PartyLink("arena", TempStore.Party, _ticketing), new PartyLink("club", "partner", _partner)), options, _files.Time);

    async Task<Decision> ShowAsync(int guest, byte from = 0, byte to = Both, string venue = "arena", bool swapped = false,
        EnrolmentDesk? desk = null) => (await AllAsync(guest, from, to, venue, swapped, desk))[^1];

    // As a pedestal does: until something else than a sample is decided.
    async Task<List<Decision>> AllAsync(int guest, byte from = 0, byte to = Both, string venue = "arena", bool swapped = false,
        EnrolmentDesk? desk = null)
    {
        var decisions = new List<Decision>();
        for (var sample = from; sample < to && (decisions.Count == 0 || decisions[^1] == Decision.SampleAccepted); sample++)
        {
            var side = sample < PerPalm ? PalmSide.Left : PalmSide.Right;
            var shown = swapped ? side == PalmSide.Left ? PalmSide.Right : PalmSide.Left : side;
            decisions.Add(await SendAsync(Request(sample, side, Capture(guest, shown)), venue, desk));
        }

        return decisions;
    }

    Task<Decision> FinishAsync(EnrolmentDesk? desk = null) =>
        SendAsync(Request(Both, PalmSide.Unknown, new byte[TemplateFormat.Length]), "arena", desk);

    async Task<Decision> SendAsync(MatchRequest request, string venue, EnrolmentDesk? desk) => (await (desk ?? _desk).KeepSampleAsync(
        new PedestalRequest("booth-1", venue, "main", ++_request, TimeSpan.FromSeconds(1)), request,
        TestContext.Current.CancellationToken)).Decision;

    static MatchRequest Request(byte sample, PalmSide side, byte[] template)
    {
        var request = new MatchRequest { Purpose = MatchPurpose.Enrol, Side = side, Sample = sample, SampleCount = Both };
        template.CopyTo(request.Template, 0);
        return request;
    }

    // No two captures are alike.
    byte[] Capture(int guest, PalmSide side)
    {
        _captures.Add(TestTemplates.Capture(TestTemplates.Palm(1000 * guest + (int)side), 100_000 + _captures.Count));
        return _captures[^1];
    }
}
