namespace Pedestal.Demo;

/// <summary>A ticket of the demo.</summary>
/// <param name="Code">The text of its QR code.</param>
/// <param name="Account">The account that bought it.</param>
/// <param name="Event">The event.</param>
/// <param name="IsCancelled">Whether it was cancelled.</param>
/// <param name="Product">What it is, for the event's rules.</param>
sealed record SoldTicket(string Code, string Account, string Event, bool IsCancelled = false, string Product = "");

/// <summary>
/// The second show, at another venue with another ticketing party, for guests of the first one. One of them has only a ticket for a
/// show next week and buys one for tonight at the doors; another one has a second ticket and withdraws the consent in between.
/// </summary>
sealed class LaterPlan
{
    public const string Event = "second show";

    const string NextWeek = "next week";
    const string SecondAccount = "arena-second";

    // Captures of the first show use lower numbers; no capture may be shown twice.
    const int FirstPresentation = 400;

    /// <summary>Who link their palm with the other party, one after the other.</summary>
    public required IReadOnlyList<Guest> Guests { get; init; }

    /// <summary>The tickets sold before the doors open.</summary>
    public required IReadOnlyList<SoldTicket> Tickets { get; init; }

    /// <summary>Guests who were enrolled at the first show and now enter by palm.</summary>
    public required IReadOnlyList<Arrival> Enter { get; init; }

    /// <summary>The guest who buys a ticket while the doors are open.</summary>
    public required Arrival AtDoors { get; init; }

    /// <summary>The ticket bought at the doors.</summary>
    public required SoldTicket DoorTicket { get; init; }

    /// <summary>The guest who has withdrawn the consent for this party.</summary>
    public required Arrival Withdrawn { get; init; }

    /// <summary>The guest bought at the doors, with a ticket of another account.</summary>
    public required Guest OtherAccount { get; init; }

    /// <summary>How many arrivals there are.</summary>
    public int Arrivals => Enter.Count + 2;

    /// <summary>Plans it.</summary>
    /// <param name="enrolled">The guests who enrol at the first show, at least two.</param>
    /// <param name="count">How many of them enter by palm, if there are so many.</param>
    public static LaterPlan Make(IReadOnlyList<Guest> enrolled, int count)
    {
        var entering = enrolled.Take(Math.Clamp(count, 1, enrolled.Count - 1))
            .Select((guest, i) => Visitor(guest, i, tickets: i == 0 ? 2 : 1)).ToArray();
        var atDoors = Visitor(enrolled[^1], entering.Length, tickets: 1);
        var number = 0;
        return new LaterPlan
        {
            Guests = [.. entering, atDoors],
            Tickets =
            [
                .. entering.SelectMany(guest => guest.Codes.Select(code => new SoldTicket(code, guest.Account, Event))),
                new SoldTicket(atDoors.Codes[0], atDoors.Account, NextWeek),
                new SoldTicket($"{SecondAccount}-ticket-1", SecondAccount, Event),
            ],
            Enter = [.. entering.Select(guest => ArrivalOf(guest, Case.LaterShow))],
            AtDoors = ArrivalOf(atDoors, Case.BoughtAtDoors),
            DoorTicket = new SoldTicket($"{atDoors.Account}-at-doors", atDoors.Account, Event),
            Withdrawn = ArrivalOf(entering[0], Case.Withdrawn),
            OtherAccount = atDoors with { Account = SecondAccount, Codes = [$"{SecondAccount}-ticket-1"] },
        };

        Arrival ArrivalOf(Guest guest, Case what) => new(++number, guest, what, FirstPresentation + number);
    }

    static Guest Visitor(Guest guest, int i, int tickets)
    {
        var account = $"arena-{i:0000}";
        return new Guest(guest.Person, account, Enrols: true, Cancelled: false,
            [.. Enumerable.Range(1, tickets).Select(ticket => $"{account}-ticket-{ticket}")]);
    }
}
