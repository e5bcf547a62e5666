using Pedestal.Messaging.Guests;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>
/// The events here that stand for check-in lists. Their times and products are pretix's; what operators set of them here, such as
/// opening by hand, capacity or parties, stays.
/// </summary>
static class PretixEvents
{
    // pretix needs no end of an event.
    static readonly TimeSpan WithoutEnd = TimeSpan.FromDays(1);

    /// <summary>Writes a list's event, if pretix has changed it; returns its number.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="list">The list.</param>
    /// <param name="times">What pretix says of its event or date.</param>
    /// <param name="venue">The venue.</param>
    /// <param name="now">The time.</param>
    /// <param name="fault">Why the event could not get its times; null if it has them.</param>
    internal static int Put(Session session, PretixList list, PretixEvent times, string venue, DateTimeOffset now, out string? fault)
    {
        fault = null;
        var present = EventTable.Find(session, list.Name, venue);
        var said = $"{times.DateAdmission:O} {times.DateFrom:O} {times.DateTo:O} {string.Join(',', list.Entrances)}";
        if (present is not null && PretixNotes.Get(session, NoteOf(list)) == said)
        {
            return present.Number;
        }

        var e = present ?? new EventDetails { Number = EventTable.NextNumber(session), Name = list.Name, Venue = venue };
        var timed = WithTimes(e, times) with { Entrances = list.Entrances.Count > 0 ? list.Entrances : e.Entrances };
        fault = timed.Refusal is { } refusal ? $"{list.Name} cannot have the times that pretix says: {refusal}"
            : EventSchedule.OverlapOf(timed, EventTable.All(session, venue), now) is { } other
                ? $"{list.Name} and {other.Name} would be open together at {EventText.SharedEntrances(timed, other)}; name the entrances of each "
                    + "list in Ticketing:Pretix:Lists, as in democon/13@vip"
            : null;
        if (fault is null || present is null)
        {
            EventTable.Write(session, fault is null ? timed : e, venue);
        }

        if (fault is null)
        {
            PretixNotes.Set(session, NoteOf(list), said);
        }

        return e.Number;
    }

    /// <summary>Brings the rules of a list's event in step with the list and with the products of its tickets.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="list">The list.</param>
    /// <param name="added">The products of tickets just written; null: those of all tickets, and no others.</param>
    internal static void Rule(Session session, PretixMirrorList list, IReadOnlySet<string>? added = null)
    {
        var text = session.Value("SELECT rules FROM events WHERE number = @event", ("event", list.Number)) as string;
        var present = RulesText.Stored(text);
        var products = added is not null ? present.Products.Select(rule => rule.Product).Union(added) : session.Rows(
            "SELECT DISTINCT t.product FROM tickets t JOIN ticket_events v ON v.ticket = t.number WHERE v.event = @event",
            row => row.GetString(0), ("event", list.Number));
        var ruled = products.Append(EventRules.AnyProduct).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(name => (Before: present.Products.FirstOrDefault(rule => rule.Product == name), After: RuleOf(name, list.Entry)))
            .Where(rule => rule.After is not null)
            .Select(rule => rule.After! with { Zones = rule.Before?.Zones, Entrances = rule.Before?.Entrances }).ToList();
        var rules = present with
        {
            Products = [.. present.Products.Where(rule => RuleOf(rule.Product, list.Entry) is null), .. ruled],
        };
        if (RulesText.Write(rules) is var written && written != text)
        {
            session.Run("UPDATE events SET rules = @rules WHERE number = @event", ("rules", written), ("event", list.Number));
        }
    }

    static ProductRule? RuleOf(string name, EntryRule entry) =>
        name == EventRules.AnyProduct ? new ProductRule(name, Entry: entry) : PretixProducts.RuleOf(name, entry);

    static EventDetails WithTimes(EventDetails e, PretixEvent times)
    {
        var doors = times.DateAdmission ?? times.DateFrom;
        return doors is null ? e : e with
        {
            Doors = doors, Start = times.DateFrom > doors ? times.DateFrom : null,
            End = times.DateTo ?? (times.DateFrom ?? doors) + WithoutEnd,
        };
    }

    static string NoteOf(PretixList list) => $"times {list.Name}";
}
