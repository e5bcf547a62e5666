using System.Globalization;
using Pedestal.Identity;
using Pedestal.Messaging.Guests;
using Pedestal.Ticketing;
using Pedestal.Vein;

namespace Pedestal.Bench;

/// <summary>
/// The guests: drawn persons, most of them with both palms enrolled and tickets for a family, the others strangers, and
/// persons with turned palms and one ticket each, who fill the gallery.
/// </summary>
sealed class LoadGuests(PalmSet palms)
{
    /// <summary>The event of all tickets.</summary>
    public const string Event = "load";

    /// <summary>Drawn persons; they have the lowest numbers.</summary>
    public const int Drawn = 500;

    /// <summary>How many different palms there can be in a gallery: both of everybody drawn and enrolled, turned in every way.</summary>
    public const int MostPalms = 2 * (Drawn - Drawn / StrangerOf) * TurnedPalms.Turns;

    // One drawn person in twenty is not enrolled.
    const int StrangerOf = 20;

    // Of a hundred arrivals.
    const int StrangersInHundred = 5;
    const int DrawnInHundred = 25;

    const string AccountPrefix = "account-";
    const int TicketsOfFamily = 8;
    const int FreshBits = 12;
    const int EnrolledAtOnce = 32;
    const int CapturesOfOthers = 4;
    const int MaskOffset = TemplateFormat.PlanesOffset + TemplateFormat.PlaneCount * TemplateFormat.PlaneLength;

    static readonly PalmSide[] Sides = [PalmSide.Left, PalmSide.Right];
    readonly List<byte[][][]> _palms = [.. Enumerable.Range(0, Drawn).Select(person => BothOf(palms, person, person, palms.CapturesOf(0).Length))];

    /// <summary>Whether this guest's palms are enrolled.</summary>
    public static bool IsEnrolled(int guest) => guest >= Drawn || guest % StrangerOf != 0;

    /// <summary>How many tickets a guest's account has; the palm admits them one after the other.</summary>
    public static int TicketsOf(int guest) => guest < Drawn ? TicketsOfFamily : 1;

    /// <summary>Name of a guest's account.</summary>
    public static string Account(int guest) => string.Create(CultureInfo.InvariantCulture, $"{AccountPrefix}{guest}");

    /// <summary>The guest of an account.</summary>
    public static int GuestOf(string account) => int.Parse(account.AsSpan(AccountPrefix.Length), CultureInfo.InvariantCulture);

    /// <summary>Who arrives next.</summary>
    public int Arriving(Random random)
    {
        var hundred = random.Next(100);
        if (hundred < StrangersInHundred)
        {
            return random.Next(Drawn / StrangerOf) * StrangerOf;
        }

        var drawn = random.Next(Drawn);
        return hundred >= StrangersInHundred + DrawnInHundred && _palms.Count > Drawn ? random.Next(Drawn, _palms.Count)
            : IsEnrolled(drawn) ? drawn
            : drawn + 1;
    }

    /// <summary>A capture of one of the guest's palms that neither enrolled it nor was used before: a few bits differ.</summary>
    public byte[] Probe(int guest, Random random)
    {
        var side = random.Next(Sides.Length);
        var captures = _palms[guest][side];
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
        var guests = Enumerable.Range(0, Drawn).Where(IsEnrolled).ToArray();
        tickets.Import(guests.SelectMany(guest => Enumerable.Range(0, TicketsOf(guest)).Select(
            n => new TicketRow($"{Account(guest)}-{n}", Account(guest), Event, Cancelled: false))));
        tickets.Events.SetRules(Event, LoadVenue.Name, new EventRules { Parties = true });
        tickets.Events.SetOpening(Event, LoadVenue.Name, EventOpening.Open, DateTimeOffset.UtcNow);
        var consent = new ConsentText(1, "I agree.");
        EnrolAll(guests);

        var turned = from turn in Enumerable.Range(1, TurnedPalms.Turns - 1)
            from guest in guests
            select BothOf(palms, guest, guest + turn, CapturesOfOthers);
        _palms.AddRange(turned.Take(gallery / Sides.Length - guests.Length));
        int[] others = [.. Enumerable.Range(Drawn, _palms.Count - Drawn)];
        tickets.Import(others.Select(other => new TicketRow($"{Account(other)}-0", Account(other), Event, Cancelled: false)));
        EnrolAll(others);
        Follow(store, tickets);

        // Each waits for the disk several times, and those who wait together share it.
        void EnrolAll(IEnumerable<int> all) => Parallel.ForEachAsync(
            all, new ParallelOptions { MaxDegreeOfParallelism = EnrolledAtOnce }, (guest, _) =>
            {
                Enrol(guest);
                return ValueTask.CompletedTask;
            }).GetAwaiter().GetResult();

        void Enrol(int guest)
        {
            var token = store.Tokens.Reserve(RelyingParty.Ticketing);
            Bind(tickets, $"{Account(guest)}-0", token, new Booth($"booth-{guest}"));
            var samples = Sides.Zip(_palms[guest]).SelectMany(palm => palm.Second[..PalmSet.EnrolledPerPalm].Select(
                bytes => new EnrolmentSample(palm.First, bytes, PalmSet.Parse(bytes))));
            store.Persons.Enrol(new Enrolment(
                new PartyConsent(RelyingParty.Ticketing, token, new Consent(consent, DateTimeOffset.UtcNow)), [.. samples]));
            done();
        }
    }

    // Everybody's palms are turned, in as many ways, so that a stranger is as unlike the guests as these are to each other.
    static byte[][][] BothOf(PalmSet palms, int person, int turn, int captures) =>
        [.. Enumerable.Range(2 * person, Sides.Length).Select(palm => TurnedPalms.Of(palms.CapturesOf(palm)[..captures], turn))];

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

    static void Bind(TicketStore tickets, string code, byte[] token, Booth booth)
    {
        var link = tickets.Links.Open(code, booth, DateTimeOffset.UtcNow).Link!;
        tickets.Accounts.BindToken(link, token, booth.Pedestal, DateTimeOffset.UtcNow);
    }
}
