using Pedestal.Messaging;
using Pedestal.Messaging.Guests;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>
/// The events of the built-in tickets. Every method is given the venue that ticketing serves, which is the venue of events that
/// name none.
/// </summary>
public sealed class EventBook
{
    readonly Database _database;

    internal EventBook(Database database) => _database = database;

    /// <summary>All events, by number.</summary>
    public IReadOnlyList<EventDetails> List(string venue) => _database.Read(session => EventTable.All(session, venue));

    /// <summary>The event with a name; null if there is none.</summary>
    public EventDetails? Find(string name, string venue) => _database.Read(session => EventTable.Find(session, name, venue));

    /// <summary>Adds an event and returns it with its number.</summary>
    /// <exception cref="EventException">It was not added.</exception>
    public EventDetails Add(EventDetails planned, string venue, DateTimeOffset now) => _database.Write(session =>
    {
        if (EventTable.Find(session, planned.Name, venue) is not null)
        {
            throw new EventException(EventFault.Exists, $"There is an event '{planned.Name}' already. Change it, or give another name.");
        }

        return Written(session, planned with { Number = EventTable.NextNumber(session) }, venue, now);
    });

    /// <summary>Changes an event and returns it. Its number and its name stay: tickets and rotating codes hang on them.</summary>
    /// <exception cref="EventException">It was not changed.</exception>
    public EventDetails Change(string name, string venue, Func<EventDetails, EventDetails> change, DateTimeOffset now) =>
        _database.Write(session =>
        {
            var present = EventTable.Find(session, name, venue) ?? throw Unknown(name);
            return Written(session, change(present) with { Number = present.Number, Name = present.Name }, venue, now);
        });

    /// <summary>Opens or closes an event by hand, or has it follow its times again.</summary>
    /// <exception cref="EventException">It was not changed.</exception>
    public EventDetails SetOpening(string name, string venue, EventOpening opening, DateTimeOffset now) =>
        Change(name, venue, e => e with { Opening = opening }, now);

    /// <summary>The rules of an event; null if there is no event of this name.</summary>
    public EventRules? RulesOf(string name, string venue) => _database.Read(session =>
        EventTable.Find(session, name, venue) is { } e ? EventTable.RulesOf(session, e.Number) : null);

    /// <summary>Replaces the rules of an event; admissions follow them at once.</summary>
    /// <exception cref="EventException">There is no such event, or the rules contradict themselves or the event.</exception>
    public EventDetails SetRules(string name, string venue, EventRules rules) => _database.Write(session =>
    {
        var e = EventTable.Find(session, name, venue) ?? throw Unknown(name);
        if (RulesCheck.FaultsOf(rules, e) is { Count: > 0 } faults)
        {
            throw new EventException(EventFault.Invalid, $"The event '{name}' cannot have these rules: {RulesCheck.InWords(faults)}.", faults);
        }

        EventTable.WriteRules(session, e.Number, rules);
        return e;
    });

    /// <summary>The event that is open at an entrance; null if none is.</summary>
    public EventDetails? OpenAt(Entrance entrance, DateTimeOffset now) =>
        _database.Read(session => OpenAt(session, entrance, now))?.Details;

    /// <summary>The same within a transaction.</summary>
    internal static OpenEvent? OpenAt(Session session, Entrance entrance, DateTimeOffset now)
    {
        var events = EventTable.Open(session, entrance.Venue, now);
        var open = EventSchedule.OpenAt(events.Select(e => e.Details), entrance, now);
        return events.FirstOrDefault(e => ReferenceEquals(e.Details, open));
    }

    static EventException Unknown(string name) =>
        new(EventFault.Unknown, $"There is no event '{name}'. Add it, or import tickets for it.");

    static EventDetails Written(Session session, EventDetails e, string venue, DateTimeOffset now)
    {
        var refusal = e.Refusal ?? (e.Doors is null != e.End is null ? "it needs both doors and end, or neither" : null)
            ?? (e.Start is not null && e.Doors is null ? "it has a start, but neither doors nor end" : null);
        if (refusal is not null)
        {
            throw new EventException(EventFault.Invalid, $"The event '{e.Name}' cannot be written: {refusal}.");
        }

        if (RulesCheck.RefusalOf(EventTable.RulesOf(session, e.Number), e) is { } contradiction)
        {
            throw new EventException(EventFault.Invalid,
                $"The event '{e.Name}' cannot be written, because of its rules: {contradiction}. Change the rules first.");
        }

        if (EventSchedule.OverlapOf(e, EventTable.All(session, venue), now) is { } other)
        {
            throw new EventException(EventFault.Overlaps,
                $"'{e.Name}' ({EventText.Times(e)}) and '{other.Name}' ({EventText.Times(other)}) would be open together at "
                + $"{EventText.SharedEntrances(e, other)}. Change the times or entrances of one of them, or close one.");
        }

        EventTable.Write(session, e, venue);
        return e;
    }
}
