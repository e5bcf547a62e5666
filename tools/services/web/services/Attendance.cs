namespace Pedestal.Web.Services;

/// <summary>The open events in numbers.</summary>
/// <param name="Events">The events.</param>
public sealed record OpenEvents(IReadOnlyList<EventNumbers> Events);

/// <summary>An event in numbers.</summary>
/// <param name="Event">Its name.</param>
/// <param name="IsOpen">Whether it is open now.</param>
/// <param name="Inside">Guests inside.</param>
/// <param name="Entered">Tickets that have admitted their guest.</param>
/// <param name="Expected">Valid tickets, those that have admitted included.</param>
/// <param name="AtSeveral">Of these, those yet to come that admit at several entrances.</param>
/// <param name="Refused">Refusals by reason, most frequent first.</param>
/// <param name="Entrances">By entrance.</param>
/// <param name="Zones">By zone.</param>
/// <param name="Minutes">Passages by minute and entrance.</param>
public sealed record EventNumbers(string Event, bool IsOpen, long Inside, long Entered, long Expected, long AtSeveral,
    IReadOnlyList<RefusalNumbers> Refused, IReadOnlyList<EntranceNumbers> Entrances, IReadOnlyList<ZoneNumbers> Zones, IReadOnlyList<MinuteNumbers> Minutes);

/// <summary>Refusals of one kind.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Reason">The reason; "None" if the decision is reason enough.</param>
/// <param name="Count">How many.</param>
public sealed record RefusalNumbers(string Decision, string Reason, long Count);

/// <summary>How many guests are expected at an entrance or in a zone.</summary>
/// <param name="AtLeast">Guests who came in there, and those yet to come who can come in nowhere else.</param>
/// <param name="AtMost">Those, and the guests yet to come who may come in there or elsewhere.</param>
public sealed record ExpectedNumbers(long AtLeast, long AtMost);

/// <summary>Guests at an entrance.</summary>
/// <param name="Name">The entrance.</param>
/// <param name="Inside">Guests inside who came in there.</param>
/// <param name="Entered">Passages in.</param>
/// <param name="Exited">Passages out.</param>
/// <param name="Expected">Guests expected there.</param>
/// <param name="Refused">Refusals by reason, most frequent first.</param>
public sealed record EntranceNumbers(
    string Name, long Inside, long Entered, long Exited, ExpectedNumbers Expected, IReadOnlyList<RefusalNumbers> Refused);

/// <summary>Guests in a zone.</summary>
/// <param name="Name">The zone.</param>
/// <param name="Inside">Guests inside.</param>
/// <param name="Entered">Passages in.</param>
/// <param name="Exited">Passages out.</param>
/// <param name="Expected">Guests expected there.</param>
public sealed record ZoneNumbers(string Name, long Inside, long Entered, long Exited, ExpectedNumbers Expected);

/// <summary>Passages within a minute at an entrance.</summary>
/// <param name="Minute">The minute's begin.</param>
/// <param name="Entrance">The entrance.</param>
/// <param name="Entered">Passages in.</param>
/// <param name="Exited">Passages out.</param>
public sealed record MinuteNumbers(DateTimeOffset Minute, string Entrance, long Entered, long Exited);

/// <summary>Whether the venue's services work.</summary>
/// <param name="Ready">Whether all do.</param>
/// <param name="Faults">What does not work.</param>
/// <param name="Warnings">What needs somebody.</param>
public sealed record ServiceHealth(bool Ready, IReadOnlyList<ServiceFault> Faults, IReadOnlyList<string> Warnings);

/// <summary>A part of the venue's process that does not work.</summary>
/// <param name="Part">The part.</param>
/// <param name="Missing">What guests or staff miss.</param>
/// <param name="Fault">Why, and what to do.</param>
public sealed record ServiceFault(string Part, string Missing, string Fault);
