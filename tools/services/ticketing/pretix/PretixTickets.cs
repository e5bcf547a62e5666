using System.Text.Json;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>
/// Writes the tickets of pretix's orders into the built-in store, where they are redeemed, blocked and listed like any other. A
/// ticket that operators blocked here stays blocked.
/// </summary>
/// <param name="lists">The check-in lists in use.</param>
/// <param name="device">This venue's device.</param>
/// <param name="now">The time.</param>
sealed class PretixTickets(IReadOnlyList<PretixMirrorList> lists, PretixDevice device, DateTimeOffset now)
{
    // No scan has a character outside ASCII, so nobody can present it.
    const string WithoutCode = "\u2205";

    readonly HashSet<string> _products = new(StringComparer.Ordinal);

    /// <summary>Brings the tickets of orders in step.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="slug">The orders' event in pretix.</param>
    /// <param name="orders">The orders.</param>
    /// <param name="asked">When they were asked for; null if they are not fresh.</param>
    /// <returns>The number of tickets whose code no pedestal could scan.</returns>
    internal int Apply(Session session, string slug, IReadOnlyList<PretixOrder> orders, DateTimeOffset? asked)
    {
        var (affected, unusable) = (new HashSet<long>(), 0);
        foreach (var order in orders)
        {
            Keep(session, slug, order, affected);
        }

        // Orders may have exchanged their codes among each other.
        orders.SelectMany(order => order.Positions).ToList().ForEach(position => FreeCode(session, position));
        var accounts = new PretixAccounts(session, now);
        foreach (var order in orders)
        {
            foreach (var position in order.Positions)
            {
                var code = CodeRule.Normalise(position.Secret);
                var isUsable = CodeRule.RefusalOf(code, isRotating: false) is null;
                unusable += isUsable ? 0 : 1;
                var on = lists.Where(list => list.Setting.Event == slug && list.Has(position)).ToList();
                if (Write(session, accounts, order, position, isUsable ? code : WithoutCode + position.Id, on, slug) is { } ticket)
                {
                    new PretixCheckins(session, lists, device, now).Apply(ticket, position, asked);
                }
            }
        }

        accounts.Retie(affected);
        lists.Where(list => list.Setting.Event == slug && _products.Count > 0).ToList().ForEach(list => PretixEvents.Rule(session, list, _products));
        return unusable;
    }

    /// <summary>The orders that the mirror has, as pretix told them.</summary>
    internal static List<PretixOrder> Kept(Session session, string slug, string after, int most) => session.Rows(
        "SELECT content FROM pretix_orders WHERE event = @event AND code > @after ORDER BY code LIMIT @most",
        row => JsonSerializer.Deserialize<PretixOrder>(row.GetString(0), PretixJson.Options)!,
        ("event", slug), ("after", after), ("most", most));

    /// <summary>The orders among these that are not as the mirror has them.</summary>
    internal static List<PretixOrder> Changed(Session session, string slug, IEnumerable<PretixOrder> orders) => [.. orders.Where(order =>
        session.Value("SELECT content FROM pretix_orders WHERE event = @event AND code = @code", ("event", slug), ("code", order.Code))
            as string != JsonSerializer.Serialize(order, PretixJson.Options))];

    static void Keep(Session session, string slug, PretixOrder order, HashSet<long> affected)
    {
        session.Run(
            """
            INSERT INTO pretix_orders(event, code, content) VALUES(@event, @code, @content)
            ON CONFLICT (event, code) DO UPDATE SET content = excluded.content
            """,
            ("event", slug), ("code", order.Code), ("content", JsonSerializer.Serialize(order, PretixJson.Options)));
        foreach (var position in order.Positions)
        {
            session.Run(
                """
                INSERT INTO pretix_positions(id, event, order_code, secret, account) VALUES(@id, @event, @code, @secret, @account)
                ON CONFLICT (id) DO UPDATE SET secret = excluded.secret, account = excluded.account
                """,
                ("id", position.Id), ("event", slug), ("code", order.Code), ("secret", position.Secret),
                ("account", order.Customer is { } customer ? PretixAccounts.OfCustomer(customer) : $"{slug}-{order.Code}"));
            affected.Add(position.Id);
        }

        // A position that the order has no more is cancelled.
        foreach (var (id, ticket) in session.Rows(
            "SELECT id, ticket FROM pretix_positions WHERE event = @event AND order_code = @code",
            row => (Id: row.GetInt64(0), Ticket: row.IsDBNull(1) ? 0 : row.GetInt64(1)), ("event", slug), ("code", order.Code)))
        {
            if (affected.Add(id))
            {
                session.Run("UPDATE tickets SET status = 'cancelled' WHERE number = @ticket AND status <> 'cancelled'", ("ticket", ticket));
            }
        }
    }

    // The position that had this code before gets another one when its own order arrives.
    static void FreeCode(Session session, PretixPosition position) => session.Run(
        """
        UPDATE tickets SET code = @none || number WHERE code = @code
            AND number IN (SELECT ticket FROM pretix_positions WHERE ticket = number AND id <> @id)
        """,
        ("none", WithoutCode), ("code", CodeRule.Normalise(position.Secret)), ("id", position.Id));

    long? Write(Session session, PretixAccounts accounts, PretixOrder order, PretixPosition position, string code,
        List<PretixMirrorList> on, string slug)
    {
        var known = session.Value("SELECT ticket FROM pretix_positions WHERE id = @id", ("id", position.Id)) is { } value
            ? Convert.ToInt64(value) : (long?)null;
        if (known is null && (on.Count == 0 || session.Value("SELECT 1 FROM tickets WHERE code = @code", ("code", code)) is not null))
        {
            // Of no list in use; or somebody imported another ticket with this code.
            return null;
        }

        var number = known ?? session.Number(
            "INSERT INTO tickets(code, account, status) VALUES(@code, '', 'valid') RETURNING number", ("code", code));
        session.Run("UPDATE pretix_positions SET ticket = @ticket WHERE id = @id", ("ticket", number), ("id", position.Id));
        Recode(session, number, code);
        var product = PretixProducts.NameOf(order, position, on.Any(list => list.Attention.Contains(position.Item)));
        _products.Add(product);
        var isBlocked = session.Value("SELECT 1 FROM pretix_secrets WHERE event = @event AND secret = @secret AND state = 'blocked'",
            ("event", slug), ("secret", position.Secret)) is not null;
        accounts.Move(position.Id, number);
        session.Run(
            """
            UPDATE tickets SET status = @status, product = @product,
                blocked = CASE WHEN blocked IS NULL OR blocked LIKE '% in pretix' THEN @hold ELSE blocked END
            WHERE number = @ticket
            """,
            ("status", PretixMirrorList.IsCancelled(order, position) ? "cancelled" : "valid"),
            ("product", product),
            ("hold", PretixMirrorList.HoldOf(order, position, isBlocked, on)), ("ticket", number));
        PutOn(session, number, on);
        return number;
    }

    void Recode(Session session, long number, string code)
    {
        var before = (string)session.Value("SELECT code FROM tickets WHERE number = @ticket", ("ticket", number))!;
        if (before == code)
        {
            return;
        }

        session.Run("DELETE FROM ended_codes WHERE code = @code", ("code", code));
        session.Run("UPDATE account_tokens SET code = @code WHERE code = @before", ("code", code), ("before", before));
        session.Run("UPDATE tickets SET code = @code WHERE number = @ticket", ("code", code), ("ticket", number));
        if (!before.StartsWith(WithoutCode, StringComparison.Ordinal))
        {
            session.Run(
                "INSERT INTO ended_codes(code, ticket, at) VALUES(@code, @ticket, @now) ON CONFLICT (code) DO NOTHING",
                ("code", before), ("ticket", number), ("now", now.ToUnixTimeSeconds()));
        }
    }

    static void PutOn(Session session, long number, List<PretixMirrorList> on)
    {
        var present = session.Rows("SELECT event FROM ticket_events WHERE ticket = @ticket", row => row.GetInt32(0), ("ticket", number));
        var wanted = on.Select(list => list.Number).ToList();
        wanted.Except(present).ToList().ForEach(e => session.Run(
            "INSERT INTO ticket_events(ticket, event) VALUES(@ticket, @event)", ("ticket", number), ("event", e)));
        present.Except(wanted).ToList().ForEach(e => session.Run(
            "DELETE FROM ticket_events WHERE ticket = @ticket AND event = @event", ("ticket", number), ("event", e)));
    }
}
