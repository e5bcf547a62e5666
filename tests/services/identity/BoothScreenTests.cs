using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Identity.Tests;

/// <summary>A screen beside a pedestal: without its guest's agreement to this text, no sample is kept or searched.</summary>
public sealed class BoothScreenTests : IDisposable
{
    const string Booth = "booth-1";
    const string Party = TempStore.Party;
    static readonly ConsentText Text = new(3, "I agree.") { Translations = [new ConsentText(3, "Ich stimme zu.", "de")] };
    static readonly ConsentText TillText = new(1, "The till too.");

    readonly TempStore _files = new();
    readonly FakeTicketing _ticketing = new();
    readonly FakeTicketing _till = new() { LinkReply = Decision.Refused };
    readonly PalmStore _store;
    readonly EnrolmentDesk _desk;
    ulong _nextRequest;

    public BoothScreenTests()
    {
        _store = _files.Open();
        _desk = new EnrolmentDesk(TempStore.Register(_store),
            new Parties(new PartyLink("demo", Party, _ticketing), new PartyLink("demo", "till", _till)),
            new EnrolmentOptions
            {
                Consent = Text, Consents = new Dictionary<string, ConsentText?> { ["till"] = TillText }, Screens = [Booth],
            }, _files.Time);
    }

    public void Dispose()
    {
        _desk.Dispose();
        _store.Dispose();
        _files.Dispose();
    }

    [Fact]
    public async Task Without_an_agreement_nothing_is_kept_and_the_screen_says_that_a_ticket_waits()
    {
        Assert.Equal(Decision.ConsentAwaited, await OpenAsync(1));
        Assert.Equal(Decision.ConsentAwaited, await SampleAsync(1, 0));
        Assert.Equal((BoothStep.Consent, true, 0), (Screen.Step, Screen.TicketWaits, _desk.PendingCount));
        _files.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.False(Screen.TicketWaits);
    }

    [Fact]
    public async Task A_pedestal_without_a_screen_enrols_as_ever()
    {
        Assert.Equal(Decision.EnrolmentOpened, await OpenAsync(1, "booth-2"));
        Assert.Equal(Decision.SampleAccepted, await SampleAsync(1, 0, "booth-2"));
    }

    [Fact]
    public async Task The_guest_agrees_in_the_own_language_and_the_record_has_that_text_and_time()
    {
        Assert.True(Agree(Text.Translations[0]));
        var agreed = _files.Time.GetUtcNow();
        _files.Time.Advance(TimeSpan.FromSeconds(90));
        Assert.Equal(BoothStep.Ticket, Screen.Step);
        Assert.Equal(Decision.EnrolmentOpened, await OpenAsync(1));
        for (byte i = 0; i < 6; i++)
        {
            Assert.Equal((BoothStep.Palm, i < 3 ? PalmSide.Left : PalmSide.Right, i % 3), (Screen.Step, Screen.Palm.Side, Screen.Palm.Captured));
            Assert.Equal(i < 5 ? Decision.SampleAccepted : Decision.Enrolled, await SampleAsync(1, i));
        }

        Assert.Equal((BoothStep.Ended, Decision.Enrolled), (Screen.Step, Screen.Ending!.Decision));
        var visit = _store.Links.Open(Screen.Ending.Link!)!;
        var consent = Assert.Single(_store.Records.Find(_store.Links.Visitor(visit.Text)!.Value)!.Consents);
        Assert.Equal(("Ich stimme zu.", "de", 3, agreed), (consent.Text, consent.Language, consent.Version, consent.AgreedAt));
        _files.Time.Advance(BoothScreens.EndingShown);
        Assert.Equal((BoothStep.Consent, null), (Screen.Step, Screen.Ending));
    }

    [Fact]
    public async Task An_agreement_is_for_one_ticket_one_pedestal_and_a_short_time()
    {
        Assert.True(Agree(Text));
        Assert.Equal(Decision.EnrolmentOpened, await OpenAsync(1));
        Assert.Equal(Decision.ConsentAwaited, await OpenAsync(2));
        Assert.Equal(Decision.ConsentAwaited, await OpenAsync(1));
        Assert.True(Agree(Text));
        _files.Time.Advance(BoothScreens.Patience);
        Assert.Equal(Decision.ConsentAwaited, await OpenAsync(3));
        Assert.False(_desk.Agree("demo", "booth-2", Party, Text.Digest));
        Assert.False(_desk.Agree("elsewhere", "gate-9", Party, Text.Digest));
    }

    [Fact]
    public async Task The_agreement_ends_with_the_enrolment()
    {
        Assert.True(Agree(Text));
        await OpenAsync(1);
        _ticketing.LinkReply = Decision.Refused;
        Assert.Equal(Decision.Refused, await OpenAsync(1));
        Assert.Equal(Decision.Refused, Screen.Ending!.Decision);
        _ticketing.LinkReply = Decision.EnrolmentOpened;
        Assert.Equal(Decision.ConsentAwaited, await OpenAsync(1));
    }

    [Fact]
    public async Task An_outage_of_ticketing_costs_nobody_the_agreement()
    {
        Assert.True(Agree(Text));
        _ticketing.LinkReply = Decision.Unavailable;
        Assert.Equal(Decision.Unavailable, await OpenAsync(1));
        Assert.Equal(BoothStep.Ticket, Screen.Step);
        _ticketing.LinkReply = Decision.EnrolmentOpened;
        Assert.Equal(Decision.EnrolmentOpened, await OpenAsync(1));
    }

    [Fact]
    public async Task Another_partys_ticket_shows_that_partys_text_and_an_agreement_to_the_other_is_none()
    {
        Assert.True(Agree(Text));
        (_ticketing.LinkReply, _till.LinkReply) = (Decision.Refused, Decision.EnrolmentOpened);
        Assert.Equal(Decision.ConsentAwaited, await OpenAsync(1));
        Assert.Equal(("till", TillText), (Screen.Party, Assert.Single(Screen.Texts)));
        Assert.False(Agree(Text));
        Assert.True(Agree(TillText));
        Assert.Equal(Decision.EnrolmentOpened, await OpenAsync(1));
    }

    [Fact]
    public async Task A_text_that_was_changed_meanwhile_is_not_agreed_to()
    {
        Assert.False(Agree(new ConsentText(2, "I agreed.")));
        Assert.False(_desk.Agree("demo", Booth, Party, []));
        Assert.Equal(Decision.ConsentAwaited, await OpenAsync(1));
    }

    [Fact]
    public async Task A_guest_who_walks_away_or_cancels_leaves_no_agreement_behind()
    {
        Assert.True(Agree(Text));
        await OpenAsync(1);
        await SampleAsync(1, 0);
        _files.Time.Advance(BoothScreens.Gone);
        Assert.Equal((BoothStep.Ended, Decision.None, null), (Screen.Step, Screen.Ending!.Decision, Screen.Ending.Link));
        Assert.True(Agree(Text));
        await OpenAsync(2);
        await SampleAsync(2, 0);
        _desk.ClearScreen("demo", Booth);
        Assert.Equal((BoothStep.Consent, 0), (Screen.Step, _desk.PendingCount));
        Assert.Equal(Decision.ConsentAwaited, await SampleAsync(2, 1));
    }

    [Fact]
    public async Task A_capture_that_could_not_be_used_is_said()
    {
        Assert.True(Agree(Text));
        await OpenAsync(1);
        await SampleAsync(1, 0);
        Assert.False(Screen.IsRejected);
        Assert.Equal(Decision.SampleRejected, await SampleAsync(1, 1, palm: 70));
        Assert.True(Screen.IsRejected);
    }

    BoothState Screen => _desk.ReadScreen("demo", Booth, Party);

    bool Agree(ConsentText text) => _desk.Agree("demo", Booth, Party, text.Digest);

    async Task<Decision> OpenAsync(byte guest, string device = Booth) =>
        (await _desk.OpenAsync(From(device), Request(guest, MatchPurpose.OpenEnrolment), TestContext.Current.CancellationToken)).Decision;

    async Task<Decision> SampleAsync(byte guest, byte sample, string device = Booth, int? palm = null)
    {
        var request = Request(guest, MatchPurpose.Enrol);
        (request.Sample, request.Side) = (sample, sample < 3 ? PalmSide.Left : PalmSide.Right);
        TestTemplates.Capture(TestTemplates.Palm(palm ?? 10 * guest + sample / 3), (int)_nextRequest).CopyTo(request.Template, 0);
        return (await _desk.KeepSampleAsync(From(device), request, TestContext.Current.CancellationToken)).Decision;
    }

    PedestalRequest From(string device) => new(device, "demo", "main", ++_nextRequest, TimeSpan.FromSeconds(1));

    static MatchRequest Request(byte guest, MatchPurpose purpose)
    {
        var request = new MatchRequest { Purpose = purpose, SampleCount = 6 };
        Array.Fill(request.Link, guest);
        return request;
    }
}
