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
        await PretixSetup.UpdateAsync(client, database, cancellation);
        var (lists, faults) = await ReadListsAsync(cancellation);
        use(lists);
        var (unusable, broken) = (0, 0);
        foreach (var slug in lists.Select(list => list.Setting.Event).Distinct(StringComparer.Ordinal))
        {
            var isListChanged = database.Read(session => PretixNotes.IsStale(session, slug));
            var orders = await new PretixSecrets(database, client).ReadAsync($"{_root}events/{slug}/", slug, cancellation);
            ApplyAgain(slug, lists, isListChanged ? null : orders);
            var read = await ReadOrdersAsync(slug, lists, cancellation);
            (unusable, broken) = (unusable + read.Unusable, broken + read.Broken);
        }

        await ReadMediaAsync(cancellation);
        database.Write(session =>
        {
            var accounts = new PretixAccounts(session, time.GetUtcNow());
            accounts.Retie(accounts.Expired(), []);
            lists.ToList().ForEach(list => PretixEvents.Rule(session, list));
            PretixNotes.Mark(session, Complete, time.GetUtcNow());
        });
        if (unusable > 0)
        {
            faults.Add($"{unusable} tickets have codes that no pedestal can scan; their guests can use their palms");
        }

        if (broken > 0)
        {
            faults.Add($"{broken} orders lack what a ticket needs, such as its code; their tickets are unknown here");
        }

        return faults;
    }

    async Task<(List<PretixMirrorList> Lists, List<string> Faults)> ReadListsAsync(CancellationToken cancellation)
    {
        List<PretixMirrorList> lists = [];
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
                    PretixNotes.SetStale(session, setting.Event, isStale: true);
                }
            });
        }

        return (lists, faults);
    }

    async Task<(int Unusable, int Broken)> ReadOrdersAsync(string slug, IReadOnlyList<PretixMirrorList> lists, CancellationToken cancellation)
    {
        var (mark, unusable, broken) = ($"orders {slug}", 0, 0);
        var asked = time.GetUtcNow();
        await foreach (var page in client.ChangesAsync<PretixOrder>(
            $"{_root}events/{slug}/orders/?ordering=last_modified&include_canceled_positions=true", "modified_since", PretixNotes.Since(database, mark),
            order => order?.LastModified ?? default, cancellation))
        {
            foreach (var batch in page.Chunk(Batch))
            {
                var whole = batch.Where(order => order is { IsWhole: true }).ToList();
                broken += batch.Length - whole.Count;
                database.Write(session =>
                {
                    unusable += new PretixTickets(lists, device, time.GetUtcNow()).Apply(
                        session, slug, PretixTickets.Changed(session, slug, whole), asked);
                    whole.TakeLast(1).ToList().ForEach(last => PretixNotes.Mark(session, mark, last.LastModified));
                });
            }

            asked = time.GetUtcNow();
        }

        return (unusable, broken);
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

        database.Write(session => PretixNotes.SetStale(session, slug, isStale: false));
    }

    async Task ReadMediaAsync(CancellationToken cancellation)
    {
        const string Media = "media";
        await foreach (var page in client.ChangesAsync<PretixMedium>(
            $"{_root}reusablemedia/?type={MediumType}&ordering=updated", "updated_since", PretixNotes.Since(database, Media), medium => medium?.Updated ?? default,
            cancellation))
        {
            database.Write(session =>
            {
                var accounts = new PretixAccounts(session, time.GetUtcNow());
                foreach (var medium in page)
                {
                    PretixPalms.Keep(accounts, medium);
                }

                if (page is [.., { } last])
                {
                    PretixNotes.Mark(session, Media, last.Updated);
                }
            });
        }
    }

    static string NoteOf(PretixList list) => $"list {list.Name}";

    sealed record KeptList(PretixListDetails Details, long[] Attention)
    {
        internal PretixMirrorList For(PretixList list, EventDetails e) => new(list, e.Number, Details, Attention.ToHashSet());
    }
}
