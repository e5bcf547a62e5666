using System.Globalization;
using Pedestal.Identity;
using Pedestal.Messaging.Guests;
using Pedestal.Ticketing;
using Pedestal.Vein;

namespace Pedestal.Bench;

/// <summary>
/// The guests: persons with both palms enrolled and several tickets each, and strangers. The gallery is filled up with palms of
/// guests who stay away.
/// </summary>
sealed class LoadGuests(PalmSet palms)
{
    /// <summary>The event of all tickets.</summary>
    public const string Event = "load";

    /// <summary>Tickets of each guest: an account may have many, and its palm admits them one after the other.</summary>
    public const int TicketsEach = 30;

    // One guest in twenty is not enrolled.
    const int StrangerOf = 20;

    const int FreshBits = 12;
    const int MaskOffset = TemplateFormat.PlanesOffset + TemplateFormat.PlaneCount * TemplateFormat.PlaneLength;

    static readonly Booth TheBooth = new("booth-1");
    static readonly PalmSide[] Sides = [PalmSide.Left, PalmSide.Right];

    /// <summary>Number of guests and strangers; each has two palms.</summary>
    public int Count => palms.Palms / 2;

    /// <summary>Whether this guest's palms are enrolled.</summary>
    public static bool IsEnrolled(int guest) => guest % StrangerOf != 0;

    /// <summary>Name of a guest's account.</summary>
    public static string Account(int guest) => string.Create(CultureInfo.InvariantCulture, $"account-{guest}");

    /// <summary>
    /// A capture of one of the guest's palms that neither enrolled it nor was used before: a few bits differ.
    /// </summary>
    public byte[] Probe(int guest, Random random)
    {
        var captures = palms.CapturesOf(2 * guest + random.Next(2));
        var probe = (byte[])captures[random.Next(PalmSet.EnrolledPerPalm, captures.Length)].Clone();
        for (var i = 0; i < FreshBits; i++)
        {
            var bit = random.Next(8 * TemplateFormat.PlaneLength);
            var mask = probe[MaskOffset + bit / 8] & 1 << bit % 8;
            probe[TemplateFormat.PlanesOffset + bit / 8] ^= (byte)mask;
        }

        return probe;
    }

    /// <summary>Enrols guests until the gallery has the given number of palms, and sells the tickets.</summary>
    public void Enrol(PalmStore store, TicketStore tickets, int gallery, Action done)
    {
        var guests = Enumerable.Range(0, Count).Where(IsEnrolled).ToArray();
        tickets.Import(guests.SelectMany(guest => Enumerable.Range(0, TicketsEach).Select(
            n => new TicketRow($"{Account(guest)}-{n}", Account(guest), Event, Cancelled: false))));
        tickets.Events.SetRules(Event, LoadVenue.Name, new EventRules { Parties = true });
        tickets.Events.SetOpening(Event, LoadVenue.Name, EventOpening.Open, DateTimeOffset.UtcNow);
        var consent = new ConsentText(1, "I agree.");
        foreach (var guest in guests)
        {
            Enrol([palms.CapturesOf(2 * guest).ToArray(), palms.CapturesOf(2 * guest + 1).ToArray()],
                token => Bind(tickets, $"{Account(guest)}-0", token));
        }

        var others = DerivedPalms
            .MakeBytes(palms.EnrolledBytes, PalmSet.EnrolledPerPalm * (gallery - Sides.Length * guests.Length))
            .Chunk(PalmSet.EnrolledPerPalm);
        var expected = others.Chunk(Sides.Length).ToArray();
        tickets.Import(expected.Select((_, other) => new TicketRow(Other(other), Other(other), Event, Cancelled: false)));
        for (var other = 0; other < expected.Length; other++)
        {
            var code = Other(other);
            Enrol(expected[other], token => Bind(tickets, code, token));
        }

        Follow(store, tickets);

        void Enrol(byte[][][] bothPalms, Action<byte[]> bind)
        {
            var token = store.Tokens.Reserve(RelyingParty.Ticketing);
            bind(token);
            var samples = Sides.Zip(bothPalms).SelectMany(palm => palm.Second[..PalmSet.EnrolledPerPalm].Select(
                bytes => new EnrolmentSample(palm.First, bytes, PalmSet.Parse(bytes))));
            store.Persons.Enrol(new Enrolment(
                new PartyConsent(RelyingParty.Ticketing, token, new Consent(consent, DateTimeOffset.UtcNow)), [.. samples]));
            done();
        }
    }

    // The matcher knows the guest list before doors: it has followed it while the tickets were sold.
    static void Follow(PalmStore store, TicketStore tickets)
    {
        var mirror = new GuestListMirror(new PalmRegister(store));
        var page = new GuestListReply { HasMore = true };
        while (page.HasMore)
        {
            page = tickets.Guests.Page(page.Next, LoadVenue.Name);
            mirror.Apply(RelyingParty.Ticketing, GuestPage.Of(page));
        }
    }

    static string Other(int number) => string.Create(CultureInfo.InvariantCulture, $"other-{number}");

    static void Bind(TicketStore tickets, string code, byte[] token)
    {
        var link = tickets.Links.Open(code, TheBooth, DateTimeOffset.UtcNow).Link!;
        tickets.Accounts.BindToken(link, token, TheBooth.Pedestal, DateTimeOffset.UtcNow);
    }
}
