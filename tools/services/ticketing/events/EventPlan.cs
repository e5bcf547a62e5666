using Pedestal.Messaging.Guests;

namespace Pedestal.Ticketing;

/// <summary>When and where an event is open, as sent over HTTP. Instants need their offset from UTC.</summary>
/// <param name="Venue">The venue; null: the one that ticketing serves.</param>
/// <param name="Entrances">The entrances; null or none: every entrance of the venue.</param>
/// <param name="Doors">When the doors open; null, like End: it opens by hand only.</param>
/// <param name="Start">When it starts.</param>
/// <param name="End">When it closes.</param>
/// <param name="Opening">Whether it follows these times; null: as before, and for a new event by time.</param>
public sealed record EventPlan(
    string? Venue, IReadOnlyList<string>? Entrances, string? Doors, string? Start, string? End, EventOpening? Opening)
{
    /// <summary>An event as this plan has it.</summary>
    /// <exception cref="EventException">A time cannot be used.</exception>
    internal EventDetails Apply(EventDetails e, string venue) => e with
    {
        Venue = Venue ?? venue,
        Entrances = Entrances ?? [],
        Doors = Instant("doors", Doors),
        Start = Instant("start", Start),
        End = Instant("end", End),
        Opening = Opening ?? e.Opening,
    };

    /// <summary>Reads an instant.</summary>
    /// <exception cref="EventException">It is none.</exception>
    internal static DateTimeOffset? Instant(string name, string? text) => text is null ? null
        : EventTime.TryParse(text, out var instant) ? instant
        : throw new EventException(EventFault.Invalid,
            $"{name} is no instant. Give date, time and offset from UTC, such as 2026-11-28T20:00+01:00 or 2026-11-28T19:00Z; without "
            + "an offset nobody knows which hour is meant when summer time ends.");
}

/// <summary>An event's state.</summary>
/// <param name="Event">The event.</param>
/// <param name="IsOpen">Whether it is open now.</param>
public sealed record EventState(EventDetails Event, bool IsOpen);

/// <summary>All events.</summary>
/// <param name="Events">The events, by number.</param>
public sealed record EventList(IReadOnlyList<EventState> Events);

/// <summary>What opens or closes an event.</summary>
/// <param name="Event">Its name.</param>
/// <param name="Opening">"Open" or "Closed" by hand, or "ByTime".</param>
public sealed record OpeningRequest(string? Event, EventOpening? Opening);
