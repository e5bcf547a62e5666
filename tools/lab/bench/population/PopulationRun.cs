using System.Diagnostics;
using Pedestal.Engine;
using Pedestal.Matching;

namespace Pedestal.Bench;

/// <summary>
/// Measures an event's guest list, then the search for a palm among everybody enrolled, which every enrolment needs: half of the
/// drawn palms are enrolled, the rest of the population is derived from them, and the other half come as strangers.
/// </summary>
sealed class PopulationRun(PopulationOptions options, Steps steps)
{
    const int Palms = 1000;
    const int CapturesPerPalm = 12;
    const int PalmsPerPerson = 2;
    const int TemplatesPerPalm = 3;

    /// <summary>Runs everything.</summary>
    /// <exception cref="TimeoutException">The matcher does not start, or does not follow the guest list.</exception>
    public async Task<PopulationReport> RunAsync(CancellationToken stop)
    {
        var palms = PalmFile.Get(options.Cache, Palms, CapturesPerPalm, steps);
        var guestList = await new GuestListRun(palms, steps).RunAsync(stop);
        var templates = options.Persons * PalmsPerPerson * TemplatesPerPalm;
        var population = new Gallery(isCompact: true);
        var loading = Stopwatch.GetTimestamp();
        steps.Run($"Loading {options.Persons} persons", 1, _ =>
        {
            population.Load(Templates(palms, templates));
            return true;
        });
        var loaded = Stopwatch.GetElapsedTime(loading);
        var known = steps.Run("Searching for persons who are enrolled", options.Searches, done => Search(population, palms, 0, done));
        var strangers = steps.Run("Searching for strangers", options.Searches, done => Search(population, palms, Palms / 2, done));
        double[] all = [.. known.Milliseconds.Concat(strangers.Milliseconds).Order()];
        using var process = Process.GetCurrentProcess();
        return new PopulationReport(
            Percentile(all, 99), process.PeakWorkingSet64, guestList.GalleryLoadMs, guestList.ChangeVisibleMs, options.Persons,
            population.PalmCount, population.TemplateCount, loaded.TotalSeconds, known.ToFigures(), strangers.ToFigures(), guestList,
            MachineClass.Here());
    }

    // Enrolled palms are numbered 0 to 499, derived ones from 1,000 on.
    static IEnumerable<(long Palm, VeinTemplate Template)> Templates(PalmSet palms, int count)
    {
        byte[][] enrolled = [.. Enumerable.Range(0, Palms / 2).SelectMany(palm => palms.CapturesOf(palm)[..TemplatesPerPalm].ToArray())];
        return enrolled.Select((bytes, i) => ((long)(i / TemplatesPerPalm), PalmSet.Parse(bytes)))
            .Concat(DerivedPalms.MakeBytes(enrolled, count - enrolled.Length)
                .Select((bytes, i) => ((long)(Palms + i / TemplatesPerPalm), PalmSet.Parse(bytes))));
    }

    Searches Search(Gallery population, PalmSet palms, int firstPalm, Action done)
    {
        var times = new double[options.Searches];
        var found = 0;
        var right = 0;
        for (var i = 0; i < times.Length; i++)
        {
            var palm = firstPalm + i % (Palms / 2);
            var capture = TemplatesPerPalm + i / (Palms / 2) % (CapturesPerPalm - TemplatesPerPalm);
            var probe = PalmSet.Parse(palms.CapturesOf(palm)[capture]);
            var start = Stopwatch.GetTimestamp();
            var match = population.Identify(probe);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            found += match.Palm is not null ? 1 : 0;
            right += match.Palm == palm ? 1 : 0;
            done();
        }

        Array.Sort(times);
        return new Searches(times, found, right);
    }

    static double Percentile(double[] sorted, int percent) => sorted[sorted.Length * percent / 100];

    sealed record Searches(double[] Milliseconds, int Found, int Right)
    {
        public SearchFigures ToFigures() => new(
            Milliseconds.Length, Percentile(Milliseconds, 50), Percentile(Milliseconds, 99), Found, Right);
    }
}
