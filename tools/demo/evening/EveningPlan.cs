using Pedestal.Phantom;
using Pedestal.Ticketing;

namespace Pedestal.Demo;

/// <summary>The scripted cases of both shows.</summary>
enum Case
{
    /// <summary>Enrolled, with a ticket: admitted by palm.</summary>
    AdmittedByPalm,

    /// <summary>
    /// Enrolled, but the ticket has been cancelled since: the palm is nobody's tonight, and the code says why.
    /// </summary>
    NoTicketTonight,

    /// <summary>Enrolled, but every ticket is already used.</summary>
    TicketAlreadyUsed,

    /// <summary>Not enrolled, but tries a palm; then the ticket's code.</summary>
    NotEnrolled,

    /// <summary>Scans a code without showing a palm.</summary>
    QrInstead,

    /// <summary>Shows a palm while the matcher is down; then the ticket's code.</summary>
    MatcherDown,

    /// <summary>Second show: enrolled at the first one, linked with one palm, admitted by palm.</summary>
    LaterShow,

    /// <summary>Second show: not recognised until a ticket is bought, then admitted by palm.</summary>
    BoughtAtDoors,

    /// <summary>Second show: not recognised after the consent for its party was withdrawn; then the ticket's code.</summary>
    Withdrawn,

    /// <summary>Second show: refused at enrolment, because the palm belongs to another account.</summary>
    SecondAccount,

    /// <summary>Family day: admitted by palm, but nobody walks through; the entry is undone and the guest admitted again.</summary>
    NotPassed,

    /// <summary>Family day: one palm admits its guest and both companions, and then nobody else.</summary>
    Family,

    /// <summary>Family day: a guest leaves.</summary>
    Exit,

    /// <summary>Family day: the guest who left comes back.</summary>
    Reentry,

    /// <summary>Family day: refused at the wrong entrance, admitted at the right one.</summary>
    OtherEntrance,

    /// <summary>Family day: a blocked ticket is refused.</summary>
    Blocked,

    /// <summary>Family day: staff admits a guest by hand, and the ticket admits nobody else.</summary>
    ByHand,
}

/// <summary>A person of the evening.</summary>
/// <param name="Person">Number of the person's hands.</param>
/// <param name="Account">The person's account at ticketing.</param>
/// <param name="Enrols">Whether the person enrols.</param>
/// <param name="Cancelled">Whether the tickets are cancelled after the enrolment.</param>
/// <param name="Codes">The tickets' codes.</param>
sealed record Guest(int Person, string Account, bool Enrols, bool Cancelled, List<string> Codes);

/// <summary>One arrival at an entry lane.</summary>
/// <param name="Number">Number of the arrival, from 1.</param>
/// <param name="Guest">Who arrives.</param>
/// <param name="Case">The scripted case.</param>
/// <param name="Presentation">How often the guest has arrived before.</param>
sealed record Arrival(int Number, Guest Guest, Case Case, int Presentation);

/// <summary>Who arrives, with which tickets, in which order.</summary>
sealed class EveningPlan
{
    public const string Event = "tonight";

    /// <summary>Guests with several tickets arrive several times, and their palm admits each time.</summary>
    public static EventRules Rules => new() { Parties = true };

    /// <summary>One arrival for each case of the first show.</summary>
    public const int FewestEntries = (int)Case.MatcherDown + 1;

    public required IReadOnlyList<Guest> Guests { get; init; }

    public required IReadOnlyList<Arrival> Arrivals { get; init; }

    public required int Seed { get; init; }

    /// <summary>The second show.</summary>
    public required LaterPlan Later { get; init; }

    /// <summary>The family day at the same venue.</summary>
    public required FamilyPlan Family { get; init; }

    /// <summary>Plans an evening.</summary>
    /// <param name="options">The demo's options.</param>
    /// <param name="people">Number of people available; a sixth of them, at least one, do not enrol. Null for no limit.</param>
    public static EveningPlan Make(DemoOptions options, int? people)
    {
        var enrolled = people is null
            ? options.Guests
            : Math.Min(options.Guests, people.Value - Math.Max(1, people.Value / 6));
        var strangers = people is null ? options.Guests : people.Value - enrolled;
        var special = Math.Max(1, options.Entries / 12);
        var withoutTicket = Math.Max(1, enrolled / 10);
        var guests = new List<Guest>();
        for (var i = 0; i < enrolled; i++)
        {
            guests.Add(MakeGuest(i, $"account-{i:0000}", true, i >= enrolled - withoutTicket));
        }

        var admitted = guests.Where(g => !g.Cancelled).ToArray();
        var arrivals = new List<(Guest Guest, Case Case)>();
        var palms = options.Entries - special * (FewestEntries - 1);
        Add(palms, i => admitted[i % admitted.Length], Case.AdmittedByPalm);
        Add(special, i => guests[enrolled - 1 - i % withoutTicket], Case.NoTicketTonight);
        Add(special, i => admitted[i % Math.Min(palms, admitted.Length)], Case.TicketAlreadyUsed);
        Add(special, i => Stranger(i), Case.NotEnrolled);
        Add(special, i => Stranger(i), Case.QrInstead);
        Add(special, i => admitted[i % admitted.Length], Case.MatcherDown);
        AddCodes(guests, arrivals);
        var later = LaterPlan.Make([.. guests.Where(g => g.Enrols)], special);
        return new EveningPlan
        {
            Guests = guests, Arrivals = Number(arrivals, options.Seed), Seed = options.Seed, Later = later,
            Family = FamilyPlan.Make(later.AtDoors.Guest),
        };

        void Add(int count, Func<int, Guest> who, Case what)
        {
            for (var i = 0; i < count; i++)
            {
                arrivals.Add((who(i), what));
            }
        }

        Guest Stranger(int i)
        {
            guests.Add(MakeGuest(enrolled + i % strangers, $"visitor-{guests.Count:0000}", false, false));
            return guests[^1];
        }
    }

    /// <summary>The tickets as sold first, or with the later cancellations.</summary>
    public IEnumerable<SoldTicket> Tickets(bool afterCancellations) => Guests.SelectMany(guest =>
        guest.Codes.Select(code => new SoldTicket(code, guest.Account, Event, afterCancellations && guest.Cancelled)));

    /// <summary>The arrivals of the given cases, in order.</summary>
    public IEnumerable<Arrival> During(params Case[] cases) => Arrivals.Where(a => cases.Contains(a.Case));

    static Guest MakeGuest(int person, string account, bool enrols, bool cancelled) =>
        new(person, account, enrols, cancelled, []);

    /// <summary>Everyone has a ticket for every planned admission, and at least one.</summary>
    static void AddCodes(List<Guest> guests, List<(Guest Guest, Case Case)> arrivals)
    {
        foreach (var guest in guests)
        {
            var admissions = arrivals.Count(a => a.Guest == guest
                && a.Case is Case.AdmittedByPalm or Case.MatcherDown or Case.NotEnrolled or Case.QrInstead);
            for (var i = 0; i < Math.Max(admissions, 1); i++)
            {
                guest.Codes.Add($"{guest.Account}-ticket-{i + 1}");
            }
        }
    }

    /// <summary>Shuffles the arrivals, so that the cases are mixed, and numbers them.</summary>
    static Arrival[] Number(List<(Guest Guest, Case Case)> arrivals, int seed)
    {
        var random = new PhantomRandom(seed, 0, 99);
        for (var i = arrivals.Count - 1; i > 0; i--)
        {
            var j = random.Index(i + 1);
            (arrivals[i], arrivals[j]) = (arrivals[j], arrivals[i]);
        }

        var visits = new Dictionary<int, int>();
        return [.. arrivals.Select((a, i) =>
        {
            var visit = visits.GetValueOrDefault(a.Guest.Person);
            visits[a.Guest.Person] = visit + 1;
            return new Arrival(i + 1, a.Guest, a.Case, visit);
        })];
    }
}
