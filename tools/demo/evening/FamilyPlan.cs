using Pedestal.Ticketing;

namespace Pedestal.Demo;

/// <summary>
/// A family day at the venue of the second show, with rules of admission: a family of three of whom one has linked a palm, a guest at
/// the wrong entrance, a blocked ticket, and a guest whom staff admits by hand.
/// </summary>
sealed class FamilyPlan
{
    public const string Event = "family day";

    /// <summary>The entrance of the tickets of product <see cref="North"/>.</summary>
    public const string NorthEntrance = "north";

    /// <summary>Who is inside at the end: the family, the guest at the north entrance, and the one admitted by hand.</summary>
    public const int InsideAtEnd = FamilySize + 2;

    const string Family = "family";
    const string North = "north";
    const int FamilySize = 3;

    // Captures of both shows use lower numbers; no capture may be shown twice.
    const int FirstPresentation = 700;

    /// <summary>The rules of the day.</summary>
    public static EventRules Rules => new()
    {
        Parties = true,
        Products = [new ProductRule(Family, Entry: EntryRule.Reentry), new ProductRule(North, Entrances: [NorthEntrance])],
    };

    /// <summary>The person whose palm is linked; the codes are those of the whole family.</summary>
    public required Guest Parent { get; init; }

    /// <summary>The ticket for the north entrance.</summary>
    public required SoldTicket ForNorth { get; init; }

    /// <summary>The ticket that is blocked.</summary>
    public required SoldTicket Blocked { get; init; }

    /// <summary>The ticket whose guest staff admits by hand.</summary>
    public required SoldTicket ByHand { get; init; }

    /// <summary>All tickets.</summary>
    public IEnumerable<SoldTicket> Tickets =>
        [.. Parent.Codes.Select(code => new SoldTicket(code, Parent.Account, Event, Product: Family)), ForNorth, Blocked, ByHand];

    /// <summary>Plans it.</summary>
    /// <param name="parent">A guest who has linked a palm with the venue's ticketing.</param>
    public static FamilyPlan Make(Guest parent) => new()
    {
        Parent = parent with { Codes = [.. Enumerable.Range(1, FamilySize).Select(i => $"{parent.Account}-family-{i}")] },
        ForNorth = new SoldTicket("north-ticket-1", "north", Event, Product: North),
        Blocked = new SoldTicket("blocked-ticket-1", "blocked", Event),
        ByHand = new SoldTicket("by-hand-ticket-1", "by-hand", Event),
    };

    /// <summary>The parent's next arrival, given how many there were before.</summary>
    public Arrival Arrive(Case what, int before) => new(before + 1, Parent, what, FirstPresentation + before);
}
