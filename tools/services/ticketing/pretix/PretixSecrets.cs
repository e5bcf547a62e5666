using System.Globalization;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>Reads pretix's lists of blocked and of revoked codes.</summary>
sealed class PretixSecrets(Database database, PretixClient client)
{
    /// <summary>Reads an event's lists; returns the orders with codes that are blocked now and were not before, or the reverse.</summary>
    /// <exception cref="PretixException">pretix gave no answer; what was read is kept.</exception>
    internal async Task<HashSet<string>> ReadAsync(string path, string slug, CancellationToken cancellation)
    {
        HashSet<string> orders = [];
        await ReadAsync("blockedsecrets", "updated_since", secret => secret.Updated, secret => secret.Blocked ? "blocked" : "unblocked");
        await ReadAsync("revokedsecrets", "created_since", secret => secret.Created, _ => "revoked");
        return orders;

        async Task ReadAsync(string list, string since, Func<PretixSecret, DateTimeOffset?> changed, Func<PretixSecret, string> state)
        {
            var (mark, newest) = ($"{list} {slug}", (DateTimeOffset?)null);
            var from = PretixNotes.Since(database, mark) is { } at
                ? $"?{since}={Uri.EscapeDataString(at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture))}" : "";
            await foreach (var page in client.PagesAsync<PretixSecret>($"{path}{list}/{from}", cancellation))
            {
                var whole = page.Where(secret => secret is { Secret: { } code } && !code.Contains('\0')).ToList();
                newest = whole.Select(changed).Append(newest).Max();
                database.Write(session => whole.ForEach(secret => orders.UnionWith(Put(session, slug, secret.Secret, state(secret)))));
            }

            // Newest first: only the end says that everything was read.
            if (newest is { } last)
            {
                database.Write(session => PretixNotes.Mark(session, mark, last));
            }
        }
    }

    static List<string> Put(Session session, string slug, string secret, string state)
    {
        if (session.Run(
            """
            INSERT INTO pretix_secrets(event, secret, state) VALUES(@event, @secret, @state)
            ON CONFLICT (secret, event) DO UPDATE SET state = excluded.state WHERE pretix_secrets.state <> excluded.state
            """,
            ("event", slug), ("secret", secret), ("state", state)) == 0)
        {
            return [];
        }

        var orders = session.Rows("SELECT DISTINCT order_code FROM pretix_positions WHERE event = @event AND secret = @secret",
            row => row.GetString(0), ("event", slug), ("secret", secret));
        if (orders.Count > 0)
        {
            PretixNotes.SetStale(session, slug, isStale: true);
        }

        return orders;
    }
}
