using System.Globalization;
using Pedestal.Identity;
using Pedestal.Messaging.Guests;
using Pedestal.Ticketing;
using Pedestal.Vein;

namespace Pedestal.Bench;

/// <summary>
/// The guests: drawn persons, most of them with both palms enrolled and tickets for a family, the others strangers, and derived
/// persons with one ticket each, who fill the gallery.
/// </summary>
sealed class LoadGuests(PalmSet palms)
{
    /// <summary>The event of all tickets.</summary>
    public const string Event = "load";

    /// <summary>Drawn persons; they have the lowest numbers.</summary>
    public const int Drawn = 500;

    // One drawn person in twenty is not enrolled.
    const int StrangerOf = 20;

    // Of a hundred arrivals.
    const int StrangersInHundred = 5;
    const int DrawnInHundred = 25;

    const string AccountPrefix = "account-";
    const int TicketsOfFamily = 8;
    const int FreshBits = 12;
    const int EnrolledAtOnce = 32;
    const int MoreCaptures = 2;
    const int CapturesSeed = 1;

    // Bits in a thousand that another capture of a derived palm has otherwise.
    const int OtherwiseInThousand = 150;
    const int MaskOffset = TemplateFormat.PlanesOffset + TemplateFormat.PlaneCount * TemplateFormat.PlaneLength;

    static readonly PalmSide[] Sides = [PalmSide.Left, PalmSide.Right];
    readonly List<byte[][][]> _derived = [];

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
        return hundred >= StrangersInHundred + DrawnInHundred && _derived.Count > 0 ? Drawn + random.Next(_derived.Count)
            : IsEnrolled(drawn) ? drawn
            : drawn + 1;
    }

    /// <summary>
    /// A capture of one of the guest's palms that neither enrolled it nor was used before: a few bits differ. A derived palm's
    /// differs from an enrolled one in as many bits as captures of one palm do.
    /// </summary>
    public byte[] Probe(int guest, Random random)
    {
        var side = random.Next(Sides.Length);
        var captures = guest < Drawn ? palms.CapturesOf(2 * guest + side) : _derived[guest - Drawn][side];
        var probe = (byte[])captures[random.Next(PalmSet.EnrolledPerPalm, captures.Length)].Clone();
        for (var i = 0; i < FreshBits; i++)
        {
            var bit = random.Next(8 * TemplateFormat.PlaneLength);
            var mask = probe[MaskOffset + bit / 8] & 1 << bit % 8;
            probe[TemplateFormat.PlanesOffset + bit / 8] ^= (byte)mask;
        }

        return probe;
    }

    /// <summary>The enrolled captures of a derived palm, and some more.</summary>
    static byte[][] WithMoreCaptures(byte[][] enrolled, Random random) =>
        [.. enrolled, .. Enumerable.Range(0, MoreCaptures).Select(capture => CaptureLike(enrolled[capture % enrolled.Length], random))];

    static byte[] CaptureLike(byte[] enrolled, Random random)
    {
        var probe = (byte[])enrolled.Clone();
        for (var plane = 0; plane < TemplateFormat.PlaneCount * TemplateFormat.PlaneLength; plane++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                if (random.Next(1000) < OtherwiseInThousand)
                {
                    probe[TemplateFormat.PlanesOffset + plane] ^= (byte)(probe[MaskOffset + plane % TemplateFormat.PlaneLength] & 1 << bit);
                }
            }
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
        EnrolAll(guests, guest => [palms.CapturesOf(2 * guest).ToArray(), palms.CapturesOf(2 * guest + 1).ToArray()]);

        var random = new Random(CapturesSeed);

        // A derived palm with a quarter of a stranger's would be half known to that stranger.
        var others = DerivedPalms
            .MakeApart(guests.SelectMany(EnrolledBytesOf), PalmSet.EnrolledPerPalm, PalmSet.EnrolledPerPalm * (gallery - Sides.Length * guests.Length))
            .Chunk(PalmSet.EnrolledPerPalm)
            .Select(enrolled => WithMoreCaptures(enrolled, random));
        _derived.AddRange(others.Chunk(Sides.Length));
        tickets.Import(_derived.Select((_, other) => new TicketRow($"{Account(Drawn + other)}-0", Account(Drawn + other), Event, Cancelled: false)));
        EnrolAll(Enumerable.Range(Drawn, _derived.Count), guest => _derived[guest - Drawn]);
        Follow(store, tickets);

        // Each waits for the disk several times, and those who wait together share it.
        void EnrolAll(IEnumerable<int> all, Func<int, byte[][][]> palmsOf) => Parallel.ForEachAsync(
            all, new ParallelOptions { MaxDegreeOfParallelism = EnrolledAtOnce }, (guest, _) =>
            {
                Enrol(guest, palmsOf(guest));
                return ValueTask.CompletedTask;
            }).GetAwaiter().GetResult();

        void Enrol(int guest, byte[][][] bothPalms)
        {
            var token = store.Tokens.Reserve(RelyingParty.Ticketing);
            Bind(tickets, $"{Account(guest)}-0", token, new Booth($"booth-{guest}"));
            var samples = Sides.Zip(bothPalms).SelectMany(palm => palm.Second[..PalmSet.EnrolledPerPalm].Select(
                bytes => new EnrolmentSample(palm.First, bytes, PalmSet.Parse(bytes))));
            store.Persons.Enrol(new Enrolment(
                new PartyConsent(RelyingParty.Ticketing, token, new Consent(consent, DateTimeOffset.UtcNow)), [.. samples]));
            done();
        }
    }

    IEnumerable<byte[]> EnrolledBytesOf(int guest) => new[] { 2 * guest, 2 * guest + 1 }.SelectMany(
        palm => palms.CapturesOf(palm)[..PalmSet.EnrolledPerPalm].ToArray());

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
