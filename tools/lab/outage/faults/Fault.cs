using System.Text.RegularExpressions;
using Pedestal.Outage.Traffic;
using Pedestal.Outage.World;

namespace Pedestal.Outage.Faults;

/// <summary>One kind of fault.</summary>
/// <param name="Kind">Its name.</param>
/// <param name="PlayAsync">Has it happen, and ends it.</param>
sealed record Fault(string Kind, Func<Task> PlayAsync);

/// <summary>All kinds of faults of a venue, in an order that follows from a seed.</summary>
static class FaultDeck
{
    // How long a process is frozen or gone, a link cut or narrow, a clock wrong.
    static readonly TimeSpan Away = TimeSpan.FromSeconds(4);

    // As long as the services' units allow.
    static readonly TimeSpan Stopping = TimeSpan.FromSeconds(20);

    static readonly TimeSpan[] Steps =
        [.. new[] { 5, 120, 3600 }.SelectMany(seconds => new[] { TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(-seconds) })];

    /// <summary>So many faults: all kinds once, then all again in another order.</summary>
    /// <exception cref="OutageException">No kind has a name that matches.</exception>
    public static IEnumerable<Fault> Deal(Site site, int count, int seed, string only)
    {
        var random = new Random(seed);
        var all = Kinds(site, random).ToArray();
        var kinds = all.Where(fault => Regex.IsMatch(fault.Kind, only)).ToArray();
        if (kinds.Length == 0)
        {
            throw new OutageException($"No kind of fault matches {only}. They are: {string.Join(", ", all.Select(fault => fault.Kind))}.");
        }

        for (var dealt = 0; dealt < count; dealt += kinds.Length)
        {
            random.Shuffle(kinds);
            foreach (var fault in kinds.Take(count - dealt))
            {
                yield return fault;
            }
        }
    }

    static IEnumerable<Fault> Kinds(Site site, Random random)
    {
        foreach (var part in site.Parts)
        {
            // Operator and supervisor start it again.
            var isDatabase = part.Place.StartsWith("db-", StringComparison.Ordinal);
            yield return new Fault(Named("killed", part), async () =>
            {
                part.Kill();
                await Task.Delay(Away);
                StartService();
            });
            yield return new Fault(Named("frozen", part), async () =>
            {
                part.Freeze();
                await Task.Delay(Away);
                part.Thaw();
            });
            yield return new Fault(Named("restarted", part), () =>
            {
                part.Stop(Stopping);
                StartService();
                return Task.CompletedTask;
            });

            void StartService()
            {
                if (!isDatabase)
                {
                    part.Start();
                }
            }
        }

        foreach (var place in Network.Places)
        {
            yield return new Fault($"link of {place} cut", () => DisturbAsync(() => Network.Cut(place), place));
            var links = place == Network.Lanes ? Evening.Pedestals.Count : 1;
            yield return new Fault($"link of {place} narrow", () => DisturbAsync(() => Network.Narrow(place, links), place));
        }

        foreach (var (place, clock) in site.Clocks.Where(_ => site.CanStepClocks))
        {
            yield return new Fault($"clock of {place} stepped", async () =>
            {
                clock.Step(Steps[random.Next(Steps.Length)]);
                await Task.Delay(Away);
                clock.Step(TimeSpan.Zero);
            });
        }

        for (var i = 0; i < 3; i++)
        {
            yield return new Fault("power of all cut", () => CutPowerAsync(site));
        }

        static string Named(string what, Part part) => $"{part.Place} {what}";
    }

    static async Task DisturbAsync(Action disturb, string place)
    {
        disturb();
        await Task.Delay(Away);
        Network.Mend(place);
    }

    static async Task CutPowerAsync(Site site)
    {
        site.Databases.IsAway = true;
        Parallel.ForEach(site.Parts, part => part.Kill());
        await Task.Delay(Away);
        Parallel.ForEach(site.Parts, part => part.Start());
        site.Databases.IsAway = false;
    }
}
