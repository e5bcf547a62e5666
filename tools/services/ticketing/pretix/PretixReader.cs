using System.Globalization;
using System.Text.Json;
using Pedestal.Messaging.Guests;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>
/// Reads from pretix what changed since the last time, and writes it into the store in short transactions, each with the mark of how
/// far it was read, so that an interruption costs nothing but the rest.
/// </summary>
sealed class PretixReader(Database database, PretixClient client, PretixDevice device, PretixOptions options, string venue, TimeProvider time)
{
    /// <summary>The medium type of palms: no barcode that anybody could print stands for one of these.</summary>
    internal const string MediumType = "nfc_uid";

    const string Complete = "complete";
    const int Batch = 20;

    // Whoever writes to pretix may be done later than somebody who began after him.
    static readonly TimeSpan Overlap = TimeSpan.FromMinutes(1);

    readonly string _root = PathOf(device);

    /// <summary>The address of the organizer's objects.</summary>
    internal static string PathOf(PretixDevice device) => $"api/v1/organizers/{device.Organizer}/";

    /// <summary>The lists as they were read last, and whether everything on them was.</summary>
    internal (IReadOnlyList<PretixMirrorList> Lists, bool IsComplete) Known() => database.Read(session => (
        (IReadOnlyList<PretixMirrorList>)[.. options.ReadLists()
            .Select(list => PretixNotes.Get(session, NoteOf(list)) is { } kept && EventTable.Find(session, list.Name, venue) is { } e
                ? JsonSerializer.Deserialize<KeptList>(kept, PretixJson.Options)!.For(list, e) : null)
            .OfType<PretixMirrorList>()],
        PretixNotes.Get(session, Complete) is not null));

    /// <summary>Reads everything once; returns what people should know.</summary>
    /// <param name="use">Is told the lists as soon as they are read, before their tickets.</param>
    /// <param name="cancellation">Ends it; what was read is kept.</param>
    /// <exception cref="PretixException">pretix gave no answer; what was read is kept.</exception>
    internal async Task<IReadOnlyList<string>> ReadAsync(Action<IReadOnlyList<PretixMirrorList>> use, CancellationToken cancellation)
    {
        var (lists, changed, faults) = await ReadListsAsync(cancellation);
        use(lists);
        var unusable = 0;
        foreach (var slug in lists.Select(list => list.Setting.Event).Distinct(StringComparer.Ordinal))
        {
            var orders = await ReadSecretsAsync(slug, cancellation);
            ApplyAgain(slug, lists, changed.Contains(slug) ? null : orders);

            unusable += await ReadOrdersAsync(slug, lists, cancellation);
        }

        await ReadMediaAsync(cancellation);
        database.Write(session =>
        {
            var accounts = new PretixAccounts(session, time.GetUtcNow());
            accounts.Retie(accounts.Expired(), []);
            lists.ToList().ForEach(list => PretixEvents.Rule(session, list));
            Mark(session, Complete, time.GetUtcNow());
        });
        return unusable == 0 ? faults
            : [.. faults, $"{unusable} tickets have codes that no pedestal can scan; their guests can use their palms"];
    }

    async Task<(List<PretixMirrorList> Lists, HashSet<string> Changed, List<string> Faults)> ReadListsAsync(CancellationToken cancellation)
    {
        List<PretixMirrorList> lists = [];
        HashSet<string> changed = [];
        List<string> faults = [];
        foreach (var setting in options.ReadLists())
        {
            var path = $"{_root}events/{setting.Event}/";
            var details = await client.GetAsync<PretixListDetails>($"{path}checkinlists/{setting.Id}/", cancellation);
            var times = await client.GetAsync<PretixEvent>(
                details.Subevent is { } date ? string.Create(CultureInfo.InvariantCulture, $"{path}subevents/{date}/") : path, cancellation);
            HashSet<long> attention = [];
            await foreach (var page in client.PagesAsync<PretixItem>(path + "items/", cancellation))
            {
                attention.UnionWith(page.Where(item => item.CheckinAttention).Select(item => item.Id));
            }

            var kept = JsonSerializer.Serialize(new KeptList(details, [.. attention.Order()]), PretixJson.Options);
            database.Write(session =>
            {
                var number = PretixEvents.Put(session, setting, times, venue, time.GetUtcNow(), out var fault);
                faults.AddRange(fault is null ? [] : [fault]);
                lists.Add(new PretixMirrorList(setting, number, details, attention));
                if (PretixNotes.Get(session, NoteOf(setting)) != kept)
                {
                    PretixNotes.Set(session, NoteOf(setting), kept);
                    changed.Add(setting.Event);
                }
            });
        }

        return (lists, changed, faults);
    }

    async Task<int> ReadOrdersAsync(string slug, IReadOnlyList<PretixMirrorList> lists, CancellationToken cancellation)
    {
        var (mark, unusable) = ($"orders {slug}", 0);
        var asked = time.GetUtcNow();
        await foreach (var page in client.ChangesAsync<PretixOrder>(
            $"{_root}events/{slug}/orders/?ordering=last_modified&include_canceled_positions=true", "modified_since", Since(mark),
            order => order.LastModified, cancellation))
        {
            foreach (var batch in page.Chunk(Batch))
            {
                database.Write(session =>
                {
                    unusable += new PretixTickets(lists, device, time.GetUtcNow()).Apply(
                        session, slug, PretixTickets.Changed(session, slug, batch), asked);
                    Mark(session, mark, batch[^1].LastModified);
                });
            }

            asked = time.GetUtcNow();
        }

        return unusable;
    }

    // Another list, other products on it, or a blocked code changes tickets whose orders have not changed.
    void ApplyAgain(string slug, IReadOnlyList<PretixMirrorList> lists, IReadOnlySet<string>? codes)
    {
        for (var after = codes?.Count == 0 ? null : ""; after is not null;)
        {
            after = database.Write(session =>
            {
                var kept = PretixTickets.Kept(session, slug, after, Batch);
                new PretixTickets(lists, device, time.GetUtcNow()).Apply(
                    session, slug, [.. kept.Where(order => codes is null || codes.Contains(order.Code))], asked: null);
                return kept.Count == Batch ? kept[^1].Code : null;
            });
        }
    }

    // Returns the orders whose codes are blocked now and were not before, or the reverse.
    async Task<HashSet<string>> ReadSecretsAsync(string slug, CancellationToken cancellation)
    {
        HashSet<string> orders = [];
        await ReadAsync("blockedsecrets", "updated_since", secret => secret.Updated, secret => secret.Blocked ? "blocked" : "unblocked");
        await ReadAsync("revokedsecrets", "created_since", secret => secret.Created, _ => "revoked");
        return orders;

        async Task ReadAsync(string list, string since, Func<PretixSecret, DateTimeOffset?> changed, Func<PretixSecret, string> state)
        {
            var (mark, newest) = ($"{list} {slug}", (DateTimeOffset?)null);
            var from = Since(mark) is { } at ? $"?{since}={Uri.EscapeDataString(at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture))}" : "";
            await foreach (var page in client.PagesAsync<PretixSecret>($"{_root}events/{slug}/{list}/{from}", cancellation))
            {
                newest = page.Select(changed).Append(newest).Max();
                database.Write(session => page.ToList().ForEach(secret => orders.UnionWith(Put(session, slug, secret.Secret, state(secret)))));
            }

            // Newest first: only the end says that everything was read.
            if (newest is { } last)
            {
                database.Write(session => Mark(session, mark, last));
            }
        }
    }

    static List<string> Put(Session session, string slug, string secret, string state) => session.Run(
        """
        INSERT INTO pretix_secrets(event, secret, state) VALUES(@event, @secret, @state)
        ON CONFLICT (secret, event) DO UPDATE SET state = excluded.state WHERE pretix_secrets.state <> excluded.state
        """,
        ("event", slug), ("secret", secret), ("state", state)) == 0 ? []
        : session.Rows("SELECT DISTINCT order_code FROM pretix_positions WHERE event = @event AND secret = @secret",
            row => row.GetString(0), ("event", slug), ("secret", secret));

    async Task ReadMediaAsync(CancellationToken cancellation)
    {
        const string Mark = "media";
        await foreach (var page in client.ChangesAsync<PretixMedium>(
            $"{_root}reusablemedia/?type={MediumType}&ordering=updated", "updated_since", Since(Mark), medium => medium.Updated, cancellation))
        {
            database.Write(session =>
            {
                var accounts = new PretixAccounts(session, time.GetUtcNow());
                foreach (var medium in page)
                {
                    PretixPalms.Keep(accounts, medium);
                }

                if (page.Length > 0)
                {
                    PretixReader.Mark(session, Mark, page[^1].Updated);
                }
            });
        }
    }

    DateTimeOffset? Since(string mark) => database.Read(session => PretixNotes.Get(session, mark)) is { } text
        ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) - Overlap : null;

    static void Mark(Session session, string mark, DateTimeOffset at) =>
        PretixNotes.Set(session, mark, at.ToString("O", CultureInfo.InvariantCulture));

    static string NoteOf(PretixList list) => $"list {list.Name}";

    sealed record KeptList(PretixListDetails Details, long[] Attention)
    {
        internal PretixMirrorList For(PretixList list, EventDetails e) => new(list, e.Number, Details, Attention.ToHashSet());
    }
}
