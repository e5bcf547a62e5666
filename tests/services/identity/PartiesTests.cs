using System.Security.Cryptography;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Identity.Tests;

/// <summary>Two parties that know the same guests learn nothing about each other.</summary>
public sealed class PartiesTests : IDisposable
{
    const int Guests = 20;
    readonly TempStore _files = new();
    readonly PalmStore _store;
    readonly PalmRegister _register;
    readonly GuestListMirror _mirror;
    readonly FakeTicketing _ticketing = new();
    readonly FakeTicketing _partner = new();
    readonly Parties _parties;
    readonly List<(long Person, byte[] Ticket, byte[] Partner)> _guests = [];

    public PartiesTests()
    {
        _store = _files.Open();
        _register = TempStore.Register(_store);
        _mirror = new GuestListMirror(_register);
        _parties = new Parties(new PartyLink("arena", TempStore.Party, _ticketing), new PartyLink("club", "partner", _partner));
        for (var i = 0; i < Guests; i++)
        {
            var ticket = _store.Tokens.Reserve(TempStore.Party);
            var person = _register.Enrol(_files.Enrolment(1 + 10 * i, ticket)).Person;
            var partner = _store.Tokens.Reserve("partner");
            Assert.True(_register.Link(person, _files.Consent(partner, "partner")));
            _guests.Add((person, ticket, partner));
        }
    }

    public void Dispose()
    {
        _store.Dispose();
        _files.Dispose();
    }

    [Fact]
    public void Nothing_that_one_party_can_have_is_in_what_the_other_can_have()
    {
        var one = Known(_guests.Select(guest => guest.Ticket));
        var other = Known(_guests.Select(guest => guest.Partner));
        Assert.Equal((2 * Guests, 2 * Guests), (one.Count, other.Count));
        Assert.Empty(one.Intersect(other));

        // Nor does the order in which persons were enrolled show in the tokens.
        Assert.NotEqual(_guests.OrderBy(guest => Convert.ToHexString(guest.Ticket)).Select(guest => guest.Person),
            _guests.OrderBy(guest => Convert.ToHexString(guest.Partner)).Select(guest => guest.Person));

        static HashSet<string> Known(IEnumerable<byte[]> tokens) =>
            [.. tokens.SelectMany(token => new[] { token, SHA256.HashData(token) }).Select(Convert.ToHexString)];
    }

    [Fact]
    public void A_party_that_lists_the_others_tokens_has_nobody_in_its_gallery()
    {
        var show = TempStore.Show(party: "partner", venue: "club");
        _mirror.Apply("partner", TempStore.Page([show], [.. _guests.Select(guest => guest.Ticket)]));
        Assert.Equal(0, _register.Galleries.Find(show)!.PalmCount);
        Assert.Equal(Guests, _mirror.UnknownOf("partner"));
        Assert.Equal(0, TempStore.Register(_store).Galleries.Find(show)!.PalmCount);
    }

    [Fact]
    public void A_party_changes_the_events_and_guests_of_no_other()
    {
        var show = TempStore.Show(venue: "arena");
        _mirror.Apply(TempStore.Party, TempStore.Page([show], [.. _guests.Select(guest => guest.Ticket)]));

        // The same number, claimed for the other party too.
        _mirror.Apply("partner", TempStore.Page([show.With(e => e with { Venue = "club" })]) with
        {
            Changes = [.. _guests.Select(guest => TempStore.Out(1, guest.Ticket))],
        });
        Assert.Equal([(TempStore.Party, "arena"), ("partner", "club")],
            _store.Guests.Events().Select(known => (known.Party, known.Details.Venue)));
        Assert.Equal(2 * Guests, _register.Galleries.Find(show)!.PalmCount);
    }

    [Fact]
    public async Task Each_party_is_asked_about_its_own_token_only()
    {
        _mirror.Apply(TempStore.Party, TempStore.Page([TempStore.Show(venue: "arena")], _guests[0].Ticket));
        _mirror.Apply("partner", TempStore.Page([TempStore.Show(party: "partner", venue: "club")], _guests[0].Partner));
        var entry = new EntryDesk(_register, _parties, _files.Time);
        foreach (var venue in new[] { "arena", "club" })
        {
            var reply = await entry.EnterAsync(new PedestalRequest("gate-1", venue, "main", 1, TimeSpan.FromSeconds(1)), PassageTerms.AtOnce,
                TestTemplates.Capture(TestTemplates.Palm(1), 5), TestContext.Current.CancellationToken);
            Assert.Equal(Decision.Admitted, reply.Decision);
        }

        Assert.Equal(_guests[0].Ticket, Assert.Single(_ticketing.Redeemed).Token);
        Assert.Equal(_guests[0].Partner, Assert.Single(_partner.Redeemed).Token);

        using var desk = new DeletionDesk(_register, _parties);
        await desk.DeleteAsync(_guests[0].Person, TestContext.Current.CancellationToken);
        Assert.Equal([SHA256.HashData(_guests[0].Ticket)], _ticketing.Ended);
        Assert.Equal([SHA256.HashData(_guests[0].Partner)], _partner.Ended);
    }

    [Theory]
    [InlineData(Decision.Bound, Decision.Refused, Decision.SampleAccepted)]
    [InlineData(Decision.Refused, Decision.Bound, Decision.SampleAccepted)]
    [InlineData(Decision.NoTicket, Decision.NoTicket, Decision.SampleAccepted)]
    [InlineData(Decision.NoTicket, Decision.CodeNeeded, Decision.CodeNeeded)]
    [InlineData(Decision.NoTicket, Decision.Unavailable, Decision.Unavailable)]
    [InlineData(Decision.Refused, Decision.NoTicket, Decision.Refused)]
    public async Task A_code_of_one_partys_account_is_enough_to_delete_and_every_party_is_asked(
        Decision ticketing, Decision partner, Decision expected)
    {
        (_ticketing.DeletionReply, _partner.DeletionReply) = (ticketing, partner);
        using var desk = new DeletionDesk(_register, _parties);
        var deletion = new PedestalDeletion(_register, _parties, desk, _files.Time);
        var capture = new MatchRequest { Purpose = MatchPurpose.Delete, SampleCount = 2 };
        TestTemplates.Capture(TestTemplates.Palm(1), 5).CopyTo(capture.Template, 0);
        var reply = await deletion.CaptureAsync(
            new PedestalRequest("desk-1", "arena", "main", 1, TimeSpan.FromSeconds(1)), capture, TestContext.Current.CancellationToken);
        Assert.Equal(expected, reply.Decision);
    }
}
