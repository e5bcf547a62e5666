using Pedestal.Messaging.Guests;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>How many guests are expected at an entrance or in a zone: nobody knows which of several entrances a guest will take.</summary>
/// <param name="AtLeast">Guests who came in there last, and those yet to come whose tickets admit nowhere else.</param>
/// <param name="AtMost">Those, and the guests yet to come whose tickets admit there and elsewhere.</param>
public sealed record ExpectedGuests(long AtLeast, long AtMost);

/// <summary>Which guests of an event came in, where, and where its rules let those come in who are yet to come.</summary>
public sealed class Turnout
{
    readonly Dictionary<string, long> _cameAt = new(StringComparer.Ordinal);
    readonly List<(IReadOnlyList<string>? Entrances, long Guests)> _yetToCome = [];

    Turnout()
    {
    }

    /// <summary>Tickets that have admitted their guest.</summary>
    public long Entered { get; private init; }

    /// <summary>Valid tickets that are not blocked, those that have admitted included.</summary>
    public long Expected { get; private init; }

    /// <summary>Of the guests yet to come those who may come in at several entrances.</summary>
    public long AtSeveral => _yetToCome.Where(guests => guests.Entrances is not [_]).Sum(guests => guests.Guests);

    /// <summary>The entrances that the event or its rules name.</summary>
    public IReadOnlyList<string> Entrances { get; private init; } = [];

    /// <summary>Reads it.</summary>
    internal static Turnout Read(Session session, EventDetails e, EventRules rules, DateTimeOffset now)
    {
        var products = session.Rows(
            """
            SELECT t.product, COUNT(*) FROM ticket_events v JOIN tickets t ON t.number = v.ticket
            WHERE v.event = @event AND t.status = 'valid' AND t.blocked IS NULL GROUP BY t.product
            """,
            row => (Product: row.GetString(0), Tickets: row.GetInt64(1)), ("event", e.Number));
        var came = session.Rows(
            """
            SELECT t.product, e.entrance, CASE WHEN e.at >= @today THEN 1 ELSE 0 END,
                CASE WHEN t.status = 'valid' AND t.blocked IS NULL THEN 1 ELSE 0 END, COUNT(*)
            FROM (SELECT MAX(number) AS number FROM entries WHERE event = @event AND direction = 0 AND state <> 3 GROUP BY ticket) last
            JOIN entries e ON e.number = last.number JOIN tickets t ON t.number = e.ticket
            GROUP BY 1, 2, 3, 4
            """,
            row => (Product: row.GetString(0), Entrance: row.GetString(1), IsToday: row.GetInt32(2) == 1, IsValid: row.GetInt32(3) == 1,
                Guests: row.GetInt64(4)),
            ("event", e.Number), ("today", Math.Max(0, rules.DayOf(now).ToUnixTimeSeconds())));
        var turnout = new Turnout
        {
            Entered = came.Sum(guests => guests.Guests),
            Expected = products.Sum(product => product.Tickets),
            Entrances = [.. e.Entrances.Union(rules.Zones.SelectMany(zone => zone.Entrances), StringComparer.Ordinal)
                .Union(rules.Products.SelectMany(product => product.Entrances ?? []), StringComparer.Ordinal)],
        };

        // Who was here on an earlier day may come again, unless the ticket admits once.
        foreach (var guests in came.Where(guests => guests.IsValid && (guests.IsToday || rules.Of(guests.Product).Entry == EntryRule.Once)))
        {
            turnout._cameAt[guests.Entrance] = turnout._cameAt.GetValueOrDefault(guests.Entrance) + guests.Guests;
            products = [.. products.Select(p => p.Product == guests.Product ? (p.Product, p.Tickets - guests.Guests) : p)];
        }

        turnout._yetToCome.AddRange(products.Select(p => (rules.EntrancesOf(rules.Of(p.Product), e.Entrances), Math.Max(0, p.Tickets))));
        return turnout;
    }

    /// <summary>The guests expected at these entrances.</summary>
    public ExpectedGuests At(params IReadOnlyList<string> entrances)
    {
        var atLeast = entrances.Sum(entrance => _cameAt.GetValueOrDefault(entrance))
            + _yetToCome.Where(guests => guests.Entrances?.All(Here) == true).Sum(guests => guests.Guests);
        return new ExpectedGuests(atLeast, atLeast
            + _yetToCome.Where(guests => guests.Entrances is null || (guests.Entrances.Any(Here) && !guests.Entrances.All(Here)))
                .Sum(guests => guests.Guests));

        bool Here(string entrance) => entrances.Contains(entrance, StringComparer.Ordinal);
    }
}
