using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>
/// Whose tickets and palms are. A ticket's account is its customer's or its order's; the tickets that a palm's medium is linked to
/// are all of that palm's account, and the person's own. A palm's account is that of its medium's customer, or of the first ticket it
/// is linked to.
/// </summary>
/// <param name="session">The transaction.</param>
/// <param name="now">The time.</param>
sealed class PretixAccounts(Session session, DateTimeOffset now)
{
    const string OfCustomers = "customer-";
    const string Pedestal = "pretix";

    readonly HashSet<string> _moved = new(StringComparer.Ordinal);

    /// <summary>The account of a customer.</summary>
    internal static string OfCustomer(string customer) => OfCustomers + customer;

    /// <summary>The customer whose account it is; null for an order's.</summary>
    internal static string? CustomerOf(string account) =>
        account.StartsWith(OfCustomers, StringComparison.Ordinal) ? account[OfCustomers.Length..] : null;

    /// <summary>Writes a medium as pretix tells it; returns the positions whose accounts it may change.</summary>
    internal HashSet<long> Keep(PretixMedium medium, byte[] digest)
    {
        session.Run(
            """
            INSERT INTO pretix_media(id, token_hash, customer, active, expires) VALUES(@id, @token, @customer, @active, @expires)
            ON CONFLICT (id) DO UPDATE SET customer = excluded.customer, active = excluded.active, expires = excluded.expires
            """,
            ("id", medium.Id), ("token", digest), ("customer", medium.Customer), ("active", medium.Active ? 1 : 0),
            ("expires", medium.Expires?.ToUnixTimeSeconds()));
        var affected = LinksOf(medium.Id).ToHashSet();
        session.Run("DELETE FROM pretix_links WHERE medium = @id", ("id", medium.Id));
        foreach (var position in (medium.LinkedOrderpositions ?? []).Distinct())
        {
            session.Run("INSERT INTO pretix_links(medium, position) VALUES(@id, @position)", ("id", medium.Id), ("position", position));
            affected.Add(position);
        }

        return affected;
    }

    /// <summary>Media that expired since they were looked at last, or are usable again.</summary>
    internal List<long> Expired() => session.Rows(
        $"SELECT id FROM pretix_media m WHERE usable <> {Usable}", row => row.GetInt64(0), ("now", now.ToUnixTimeSeconds()));

    /// <summary>The positions that a medium is linked to.</summary>
    internal List<long> LinksOf(long medium) => session.Rows(
        "SELECT position FROM pretix_links WHERE medium = @id", row => row.GetInt64(0), ("id", medium));

    /// <summary>Gives a ticket to the account and the person that it belongs to now.</summary>
    internal void Move(long position, long ticket)
    {
        var before = (string)session.Value("SELECT account FROM tickets WHERE number = @ticket", ("ticket", ticket))!;
        var medium = FirstMediumOf(position);
        var after = (medium is { } id ? AccountOf(id) : null)
            ?? (string)session.Value("SELECT account FROM pretix_positions WHERE id = @id", ("id", position))!;
        session.Run("UPDATE tickets SET account = @account WHERE number = @ticket", ("account", after), ("ticket", ticket));
        _moved.Add(before);
        _moved.Add(after);

        // A person who used the ticket here keeps it; one whom pretix gave it to, only as long as pretix does.
        session.Run(
            """
            UPDATE tickets SET holder = CASE WHEN @wanted IS NOT NULL THEN @wanted
                WHEN holder = (SELECT holder FROM pretix_positions WHERE id = @id) THEN NULL ELSE holder END
            WHERE number = @ticket
            """.Replace("@wanted", Holder, StringComparison.Ordinal),
            ("medium", medium ?? 0), ("id", position), ("ticket", ticket));
        session.Run($"UPDATE pretix_positions SET holder = {Holder} WHERE id = @id", ("medium", medium ?? 0), ("id", position));
    }

    /// <summary>
    /// Brings in step what hangs on positions whose orders or media have changed: the media linked to them, their palms, and the
    /// tickets that these are linked to; and the guest lists.
    /// </summary>
    internal void Retie(IEnumerable<long> positions)
    {
        var media = positions.SelectMany(position => session.Rows(
            "SELECT medium FROM pretix_links WHERE position = @position", row => row.GetInt64(0), ("position", position))).ToHashSet();
        Retie(media, positions);
    }

    /// <inheritdoc cref="Retie(IEnumerable{long})"/>
    internal void Retie(IReadOnlyCollection<long> media, IEnumerable<long> positions)
    {
        foreach (var medium in media)
        {
            session.Run($"UPDATE pretix_media AS m SET usable = {Usable} WHERE id = @id", ("id", medium), ("now", now.ToUnixTimeSeconds()));
        }

        foreach (var position in media.SelectMany(LinksOf).Concat(positions).Distinct().Order())
        {
            if (session.Value("SELECT ticket FROM pretix_positions WHERE id = @id", ("id", position)) is { } ticket)
            {
                Move(position, Convert.ToInt64(ticket));
            }
        }

        media.Order().ToList().ForEach(TiePalm);
        GuestLists.Follow(session, _moved);
    }

    // A palm that pretix has and this venue does not know yet is bound; one that ended in pretix is ended here. One that is known and
    // gone was ended here, and pretix will be told.
    void TiePalm(long medium)
    {
        var (digest, isKnown, isUsable) = session.Rows(
            "SELECT token_hash, known, usable FROM pretix_media WHERE id = @id",
            row => (row.GetFieldValue<byte[]>(0), row.GetInt64(1) == 1, row.GetInt64(2) == 1), ("id", medium)).Single();
        var before = session.Value("SELECT account FROM account_tokens WHERE token_hash = @token", ("token", digest)) as string;
        var after = isUsable ? AccountOf(medium) : null;
        if (after is null && before is not null && isKnown)
        {
            AccountTokens.End(session, digest);
            Know(medium, isKnown: false);
        }
        else if (after is not null && before is null && !isKnown)
        {
            session.Run(
                """
                INSERT INTO account_tokens(token_hash, account, code, pedestal, linked_at)
                SELECT @token, @account, (SELECT t.code FROM pretix_links l JOIN pretix_positions p ON p.id = l.position
                    JOIN tickets t ON t.number = p.ticket WHERE l.medium = @id ORDER BY l.position LIMIT 1), @pedestal, @now
                """,
                ("token", digest), ("account", after), ("id", medium), ("pedestal", Pedestal), ("now", now.ToUnixTimeSeconds()));
            Know(medium, isKnown: true);
            _moved.Add(after);
        }
        else if (after is not null && before is not null)
        {
            session.Run("UPDATE account_tokens SET account = @account WHERE token_hash = @token", ("account", after), ("token", digest));
            Know(medium, isKnown: true);
            _moved.Add(before);
            _moved.Add(after);
        }
    }

    string? AccountOf(long medium) =>
        session.Value("SELECT customer FROM pretix_media WHERE id = @id", ("id", medium)) is string customer ? OfCustomer(customer)
        : session.Value(
            "SELECT p.account FROM pretix_links l JOIN pretix_positions p ON p.id = l.position WHERE l.medium = @id ORDER BY p.id LIMIT 1",
            ("id", medium)) as string;

    long? FirstMediumOf(long position) => session.Value(
        "SELECT min(m.id) FROM pretix_links l JOIN pretix_media m ON m.id = l.medium WHERE l.position = @id AND m.usable = 1",
        ("id", position)) is { } medium ? Convert.ToInt64(medium) : null;

    void Know(long medium, bool isKnown) =>
        session.Run("UPDATE pretix_media SET known = @known WHERE id = @id", ("known", isKnown ? 1 : 0), ("id", medium));

    const string Usable = "CASE WHEN m.active = 1 AND (m.expires IS NULL OR m.expires > @now) THEN 1 ELSE 0 END";

    const string Holder = "(SELECT token_hash FROM pretix_media WHERE id = @medium)";
}
