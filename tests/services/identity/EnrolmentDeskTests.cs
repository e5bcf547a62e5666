using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Identity.Tests;

public sealed class EnrolmentDeskTests : IDisposable
{
    const int SampleCount = 6;
    readonly TempStore _files = new();
    readonly ManualTime _time;
    readonly PalmRegister _register;
    readonly FakeTicketing _ticketing = new();
    readonly PalmStore _store;
    readonly EnrolmentDesk _desk;
    int _captures;
    ulong _nextRequest;

    public EnrolmentDeskTests()
    {
        _time = _files.Time;
        _store = _files.Open();
        _register = TempStore.Register(_store);
        _desk = new EnrolmentDesk(_register, FakeTicketing.At("demo", _ticketing),
            new EnrolmentOptions { Consent = TempStore.ConsentText }, _time);
    }

    public void Dispose()
    {
        _desk.Dispose();
        _store.Dispose();
        _files.Dispose();
    }

    [Fact]
    public async Task Six_good_samples_enrol_both_palms()
    {
        Assert.Equal(Decision.Enrolled, await EnrolAsync(1));
        Assert.Equal(SampleCount, _register.Population.TemplateCount);
        Assert.Equal(2, _register.Population.PalmCount);
        Assert.Equal(SampleCount, _store.All().Count);
        var bound = Assert.Single(_ticketing.Bound);
        Assert.Equal(Link(1), bound.Link);
        Assert.Equal(bound.Token, _store.Tokens.Find(_store.All()[0].Palm, RelyingParty.Ticketing));
        Assert.Equal(0, _desk.PendingCount);
    }

    [Fact]
    public async Task Samples_are_counted()
    {
        for (byte i = 0; i < SampleCount; i++)
        {
            var reply = await SendAsync(1, i);
            Assert.Equal(i == 5 ? Decision.Enrolled : Decision.SampleAccepted, reply.Decision);
            Assert.Equal(i + 1, reply.Samples);
        }
    }

    [Fact]
    public async Task A_sample_of_a_different_hand_must_be_repeated()
    {
        await SendAsync(1, 0);
        var reply = await SendAsync(1, 1, TestTemplates.Palm(99));
        Assert.Equal(Decision.SampleRejected, reply.Decision);
        Assert.Equal(1, reply.Samples);
        Assert.Equal(Decision.Enrolled, await EnrolAsync(1, from: 1));
    }

    [Fact]
    public async Task The_same_hand_cannot_be_enrolled_as_both_left_and_right()
    {
        for (byte i = 0; i < 3; i++)
        {
            await SendAsync(1, i);
        }

        var reply = await SendAsync(1, 3, Capture(1, PalmSide.Left, 3));
        Assert.Equal(Decision.SampleRejected, reply.Decision);
    }

    [Fact]
    public async Task A_guest_may_start_over()
    {
        await SendAsync(1, 0);
        await SendAsync(1, 1);
        Assert.Equal(1, (await SendAsync(1, 0)).Samples);
        Assert.Equal(Decision.Enrolled, await EnrolAsync(1, from: 1));
        Assert.Equal(SampleCount, _register.Population.TemplateCount);
    }

    [Fact]
    public async Task A_skipped_sample_a_wrong_side_and_a_wrong_count_are_refused()
    {
        Assert.Equal(Decision.Refused, (await SendAsync(1, 1)).Decision);
        await SendAsync(1, 0);
        Assert.Equal(Decision.Refused, (await SendAsync(1, 2)).Decision);
        Assert.Equal(Decision.Refused, (await SendAsync(1, 1, side: PalmSide.Right)).Decision);
        Assert.Equal(Decision.Refused, (await SendAsync(1, 1, count: 4)).Decision);
        Assert.Equal(Decision.Refused, (await SendAsync(2, 0, count: 5)).Decision);
        Assert.Equal(Decision.Refused, (await SendAsync(2, 0, count: 200)).Decision);
        Assert.Equal(Decision.Refused, (await SendAsync(1, 1, new byte[528])).Decision);
        Assert.Equal(Decision.Enrolled, await EnrolAsync(1, from: 1));
    }

    [Fact]
    public async Task An_unfinished_enrolment_expires()
    {
        await SendAsync(1, 0);
        _time.Advance(TimeSpan.FromSeconds(119));
        _desk.DropExpired();
        Assert.Equal(1, _desk.PendingCount);
        _time.Advance(TimeSpan.FromSeconds(1));
        _desk.DropExpired();
        Assert.Equal(0, _desk.PendingCount);
        Assert.Equal(Decision.Refused, (await SendAsync(1, 1)).Decision);
    }

    [Fact]
    public async Task Ticketing_is_asked_about_the_link_once_before_anything_is_kept()
    {
        await SendAsync(1, 0);
        var (link, device) = Assert.Single(_ticketing.Checked);
        Assert.Equal(Link(1), link);
        Assert.Equal("enrol-1", device);
        Assert.Equal(Decision.Enrolled, await EnrolAsync(1, from: 1));
        Assert.Single(_ticketing.Checked);
    }

    [Fact]
    public async Task An_invented_link_does_not_reveal_who_is_enrolled()
    {
        await EnrolAsync(1);
        _ticketing.LinkReply = Decision.Refused;
        foreach (var (guest, sample) in new (int, byte)[] { (1, 0), (2, 0), (1, 5), (2, 5) })
        {
            // Guest 1 is enrolled and guest 2 is not: both get the same reply, and no search is made.
            var reply = await SendAsync(3, sample, Capture(guest, PalmSide.Left, sample));
            Assert.Equal((Decision.Refused, 0, 0u), (reply.Decision, reply.Samples, reply.MatchMicroseconds));
            Assert.Equal(0, _desk.PendingCount);
        }

        Assert.Single(_ticketing.Bound);
    }

    [Theory]
    [InlineData(Decision.Unavailable, Decision.Unavailable)]
    [InlineData(Decision.TooLate, Decision.TooLate)]
    [InlineData(Decision.Admitted, Decision.Refused)]
    public async Task Nothing_is_kept_unless_ticketing_confirms_the_link(Decision ticketing, Decision expected)
    {
        _ticketing.LinkReply = ticketing;
        Assert.Equal(expected, (await SendAsync(1, 0)).Decision);
        Assert.Equal(0, _desk.PendingCount);
    }

    [Fact]
    public async Task However_many_links_a_pedestal_invents_the_others_can_still_enrol()
    {
        await EnrolAsync(1, to: 5);
        for (var i = 0; i < 200; i++)
        {
            _ticketing.LinkReply = i % 2 == 0 ? Decision.Refused : Decision.EnrolmentOpened;
            await SendAsync(10 + i, 0, device: "enrol-2");
        }

        // A pedestal holds only its latest link, even among genuine ones.
        Assert.Equal(2, _desk.PendingCount);
        Assert.Equal(Decision.Enrolled, await EnrolAsync(1, from: 5));
    }

    [Fact]
    public async Task A_link_belongs_to_one_pedestal()
    {
        await SendAsync(1, 0);
        await SendAsync(1, 1, device: "enrol-2");
        Assert.Equal(["enrol-1", "enrol-2"], _ticketing.Checked.Select(c => c.Device));
        Assert.Equal(1, (await SendAsync(1, 0)).Samples);
    }

    [Fact]
    public async Task A_palm_is_enrolled_only_once()
    {
        Assert.Equal(Decision.Enrolled, await EnrolAsync(1));
        Assert.Equal(Decision.AlreadyEnrolled, await EnrolAsync(1, to: 2));

        // The second time the account is asked about the token that it has.
        Assert.Equal(2, _ticketing.Bound.Count);
        Assert.Equal(_ticketing.Bound[0].Token, _ticketing.Bound[1].Token);
        Assert.Equal(2, _register.Population.PalmCount);
        Assert.Equal(0, _desk.PendingCount);
    }

    [Fact]
    public async Task One_sample_that_resembles_an_enrolled_palm_by_chance_does_not_count_as_already_enrolled()
    {
        await EnrolAsync(1);
        await SendAsync(2, 0);
        var between = TestTemplates.Between(TestTemplates.Palm(1001), TestTemplates.Palm(2001));
        Assert.NotNull(_register.Population.Identify(TestTemplates.Parse(between)).Palm);
        Assert.Equal(Decision.SampleAccepted, (await SendAsync(2, 1, between)).Decision);
        Assert.Equal(Decision.Enrolled, await EnrolAsync(2, from: 2));
    }

    [Theory]
    [InlineData(Decision.Unavailable, Decision.Unavailable)]
    [InlineData(Decision.Refused, Decision.Refused)]
    [InlineData(Decision.UnknownTicket, Decision.Refused)]
    [InlineData(Decision.Admitted, Decision.Refused)]
    public async Task Without_a_bound_token_nothing_is_stored(Decision ticketing, Decision expected)
    {
        _ticketing.BindReply = ticketing;
        Assert.Equal(expected, await EnrolAsync(1));
        Assert.Equal(0, _register.Population.TemplateCount);
        Assert.Empty(_store.All());
        Assert.Equal(0, _desk.PendingCount);
    }

    [Fact]
    public async Task Without_time_left_ticketing_is_not_asked()
    {
        await EnrolAsync(1, to: 5);
        var reply = await SendAsync(1, 5, remaining: TimeSpan.FromMilliseconds(10));
        Assert.Equal(Decision.TooLate, reply.Decision);
        Assert.Empty(_ticketing.Bound);
        Assert.Empty(_store.All());
    }

    [Fact]
    public async Task Without_a_consent_text_nobody_is_enrolled()
    {
        using var desk = new EnrolmentDesk(
            _register, FakeTicketing.At("demo", _ticketing), new EnrolmentOptions(), _time);
        var reply = await desk.KeepSampleAsync(
            new PedestalRequest("enrol-1", "demo", "main", 1, TimeSpan.FromSeconds(1)), Request(1, 0),
            TestContext.Current.CancellationToken);
        Assert.Equal(Decision.Refused, reply.Decision);
        Assert.Equal(0, desk.PendingCount);
    }

    [Fact]
    public async Task The_consent_is_dated_from_the_first_sample()
    {
        var agreed = _time.GetUtcNow();
        await EnrolAsync(1, to: 5);
        _time.Advance(TimeSpan.FromSeconds(30));
        await EnrolAsync(1, from: 5);
        var proof = _store.Deletions.Delete(1, DeletionReason.Request)!.Proof;
        Assert.Equal(agreed, proof.ConsentedAt);
        Assert.Equal(agreed.AddSeconds(30), proof.EnrolledAt);
        Assert.Equal(TempStore.ConsentText.Version, proof.ConsentVersion);
    }

    [Fact]
    public async Task The_token_of_a_failed_enrolment_expires()
    {
        _ticketing.BindReply = Decision.Unavailable;
        await EnrolAsync(1);
        var token = Assert.Single(_ticketing.Bound).Token;
        Assert.Empty(_store.Tokens.DueDigests());
        _time.Advance(PalmTokens.ReservationLifetime);
        Assert.Equal([System.Security.Cryptography.SHA256.HashData(token)], _store.Tokens.DueDigests());
    }

    static byte[] Link(int guest) => [.. Enumerable.Repeat((byte)guest, MatchRequest.LinkLength)];

    // No two captures are alike.
    byte[] Capture(int guest, PalmSide side, int sample) => TestTemplates.Capture(
        TestTemplates.Palm(1000 * guest + (int)side), 1000 * guest + 10 * (int)side + sample + 100_000 * ++_captures);

    async Task<Decision> EnrolAsync(int guest, byte from = 0, byte to = SampleCount)
    {
        var decision = Decision.None;
        for (var i = from; i < to; i++)
        {
            decision = (await SendAsync(guest, i)).Decision;
            if (decision is not (Decision.SampleAccepted or Decision.SampleRejected))
            {
                break;
            }
        }

        return decision;
    }

    Task<MatchReply> SendAsync(int guest, byte sample, byte[]? template = null, PalmSide side = PalmSide.Unknown,
        byte count = SampleCount, TimeSpan? remaining = null, string device = "enrol-1")
    {
        var request = Request(guest, sample, template, side, count);
        var from = new PedestalRequest(device, "demo", "main", ++_nextRequest, remaining ?? TimeSpan.FromSeconds(1));
        return _desk.KeepSampleAsync(from, request, TestContext.Current.CancellationToken);
    }

    MatchRequest Request(int guest, byte sample, byte[]? template = null, PalmSide side = PalmSide.Unknown,
        byte count = SampleCount)
    {
        var shown = side != PalmSide.Unknown ? side : sample < SampleCount / 2 ? PalmSide.Left : PalmSide.Right;
        var request = new MatchRequest
        {
            Purpose = MatchPurpose.Enrol, Side = shown, Sample = sample, SampleCount = count,
        };
        Link(guest).CopyTo(request.Link, 0);
        (template ?? Capture(guest, shown, sample)).CopyTo(request.Template, 0);
        return request;
    }
}
