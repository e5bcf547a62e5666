using System.Security.Cryptography;
using Pedestal.Messaging.Guests;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Identity.Tests;

/// <summary>What is in memory, and when.</summary>
public sealed class PalmRegisterTests : IDisposable
{
    readonly TempStore _files = new();
    readonly PalmStore _store;

    public PalmRegisterTests() => _store = _files.Open();

    public void Dispose()
    {
        _store.Dispose();
        _files.Dispose();
    }

    [Fact]
    public void A_gallery_is_loaded_six_hours_before_doors_and_dropped_after_the_end()
    {
        var register = TempStore.Register(_store);
        var doors = _files.Time.GetUtcNow().AddHours(8);
        var show = TempStore.Show().With(e => e with { Doors = doors, End = doors.AddHours(4), Opening = EventOpening.ByTime });
        new GuestListMirror(register).Apply(TempStore.Party, TempStore.Page([show], _files.Enrol(_store, 1).Token));
        int[] palms = [.. new[] { 0, 2, 6, 3, 2 }.Select(hours =>
        {
            _files.Time.Advance(TimeSpan.FromHours(hours));
            register.FollowSchedule();
            return register.Galleries.PalmCount;
        })];

        // At 8 h, 6 h and 0 h before doors, and 3 h and 5 h after.
        Assert.Equal([0, 2, 2, 2, 0], palms);
    }

    [Fact]
    public void A_gallery_is_there_as_soon_as_its_event_is_opened_by_hand()
    {
        var register = TempStore.Register(_store);
        var mirror = new GuestListMirror(register);
        var show = TempStore.Show().With(e => e with { Opening = EventOpening.ByTime });
        mirror.Apply(TempStore.Party, TempStore.Page([show], _files.Enrol(_store, 1).Token));
        Assert.Null(register.Galleries.Find(show));
        mirror.Apply(TempStore.Party, TempStore.Page([show.With(e => e with { Opening = EventOpening.Open })]));
        Assert.Equal(2, register.Galleries.Find(show)!.PalmCount);
    }

    [Fact]
    public async Task Guests_enter_before_everybody_is_loaded_and_enrolment_and_deletion_wait_for_it()
    {
        var token = _files.Enrol(_store, 1).Token;
        _store.Guests.Apply(TempStore.Party, TempStore.Page([TempStore.Show()], token));
        var register = new PalmRegister(_store);
        register.FollowSchedule();
        var parties = FakeTicketing.At("demo", new FakeTicketing());
        var from = new PedestalRequest("gate-1", "demo", "main", 1, TimeSpan.FromSeconds(1));
        var cancellation = TestContext.Current.CancellationToken;
        var probe = TestTemplates.Capture(TestTemplates.Palm(1), 5);
        var capture = new MatchRequest { Purpose = MatchPurpose.Enrol, Side = PalmSide.Left, SampleCount = 6 };
        probe.CopyTo(capture.Template, 0);
        using var enrolment = new EnrolmentDesk(
            register, parties, new EnrolmentOptions { Consent = TempStore.ConsentText }, _files.Time);
        using var desk = new DeletionDesk(register, parties);
        var deletion = new PedestalDeletion(register, parties, desk, _files.Time);

        Assert.Equal(Decision.Admitted,
            (await new EntryDesk(register, parties, _files.Time).EnterAsync(from, PassageTerms.AtOnce, probe, cancellation)).Decision);
        Assert.Equal(Decision.Unavailable, (await enrolment.KeepSampleAsync(from, capture, cancellation)).Decision);
        Assert.Equal(Decision.Unavailable, (await deletion.CaptureAsync(from, capture, cancellation)).Decision);
        register.LoadPopulation(cancellation);
        Assert.Equal(Decision.SampleAccepted, (await enrolment.KeepSampleAsync(from, capture, cancellation)).Decision);
        Assert.Equal(Decision.SampleAccepted, (await deletion.CaptureAsync(from, capture, cancellation)).Decision);
    }

    [Fact]
    public async Task Before_the_galleries_are_loaded_nobody_is_told_that_there_is_no_event()
    {
        var desk = new EntryDesk(new PalmRegister(_store), FakeTicketing.At("demo", new FakeTicketing()), _files.Time);
        var reply = await desk.EnterAsync(new PedestalRequest("gate-1", "demo", "main", 1, TimeSpan.FromSeconds(1)), PassageTerms.AtOnce,
            TestTemplates.Palm(1), TestContext.Current.CancellationToken);
        Assert.Equal(Decision.Unavailable, reply.Decision);
    }

    [Fact]
    public void The_same_person_is_in_the_galleries_of_two_venues_and_deleted_from_both()
    {
        var register = TempStore.Register(_store);
        var mirror = new GuestListMirror(register);
        var token = _store.Tokens.Reserve(TempStore.Party);
        PartyEvent[] shows = [TempStore.Show(1, venue: "arena"), TempStore.Show(2, venue: "club")];
        mirror.Apply(TempStore.Party, TempStore.Page(shows, token) with
        {
            Changes = [TempStore.In(1, token), TempStore.In(2, token)],
        });
        register.Enrol(_files.Enrolment(1, token));
        Assert.All(shows, show => Assert.Equal(2, register.Galleries.Find(show)!.PalmCount));
        register.Delete(SHA256.HashData(token), DeletionReason.Request);
        Assert.All(shows, show => Assert.Equal(0, register.Galleries.Find(show)!.PalmCount));
        Assert.Equal(0, register.Population.PalmCount);
    }

    [Fact]
    public void A_replaced_palm_is_found_by_its_new_samples_only()
    {
        var (person, token) = _files.Enrol(_store, 1);
        var register = TempStore.Register(_store);
        new GuestListMirror(register).Apply(TempStore.Party, TempStore.Page([TempStore.Show()], token));
        Assert.True(register.ReplacePalm(
            person.Palms[PalmSide.Left], [TempStore.Sample(PalmSide.Left, TestTemplates.Palm(70))]));
        foreach (var gallery in new Func<int, long?>[]
        {
            palm => register.Population.Identify(TestTemplates.Parse(TestTemplates.Palm(palm))).Palm,
            palm => register.Galleries.Find(TempStore.Show())!.Identify(TestTemplates.Parse(TestTemplates.Palm(palm))).Palm,
        })
        {
            Assert.Equal([null, person.Palms[PalmSide.Left], person.Palms[PalmSide.Right]], new[] { 1, 70, 2 }.Select(gallery));
        }

        Assert.Equal(token, _store.Tokens.Find(person.Palms[PalmSide.Left], TempStore.Party));
    }
}
