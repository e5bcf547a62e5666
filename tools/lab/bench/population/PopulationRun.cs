using System.Diagnostics;
using Pedestal.Engine;

namespace Pedestal.Bench;

/// <summary>
/// Measures an event's guest list, then the search for a palm among everybody enrolled, which every enrolment needs: half of the
/// drawn palms are enrolled, the rest of the population is derived from them, and the other half come as strangers.
/// </summary>
sealed class PopulationRun(PopulationOptions options, Steps steps)
{
    /// <summary>Runs everything.</summary>
    /// <exception cref="TimeoutException">The matcher does not start, or does not follow the guest list.</exception>
    public async Task<PopulationReport> RunAsync(CancellationToken stop)
    {
        var palms = PopulationPalms.Get(options.Cache, steps);
        var guestList = await new GuestListRun(palms, steps).RunAsync(stop);
        var population = new Gallery(isCompact: true);
        var loading = Stopwatch.GetTimestamp();
        steps.Run($"Loading {options.Persons} persons", 1, _ =>
        {
            population.Load(PopulationPalms.Templates(palms, options.Persons));
            return true;
        });
        var loaded = Stopwatch.GetElapsedTime(loading);
        var searches = new PopulationSearches(palms, options.Searches, probe => Task.FromResult(population.Identify(probe)));
        var known = await steps.Run("Searching for persons who are enrolled", options.Searches, searches.KnownAsync);
        var strangers = await steps.Run("Searching for strangers", options.Searches, searches.StrangersAsync);
        double[] all = [.. known.Milliseconds.Concat(strangers.Milliseconds).Order()];
        using var process = Process.GetCurrentProcess();
        return new PopulationReport(
            PopulationSearches.Percentile(all, 99), process.PeakWorkingSet64, guestList.GalleryLoadMs, guestList.ChangeVisibleMs, options.Persons,
            population.PalmCount, population.TemplateCount, loaded.TotalSeconds, known.ToFigures(), strangers.ToFigures(), guestList,
            MachineClass.Here());
    }
}
