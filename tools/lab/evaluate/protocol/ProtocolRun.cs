using System.Diagnostics;
using Pedestal.Matching;
using Pedestal.Vein;
using Pedestal.Vein.Quality;

namespace Pedestal.Evaluate;

/// <summary>Enrols every palm's gallery samples as one set and compares every probe with every set, like the matcher.</summary>
sealed class ProtocolRun(SampleKind kind, LightCalibration? light, int threads, RunProgress progress)
{
    readonly ParallelOptions _parallel = new() { MaxDegreeOfParallelism = threads };

    public ScoreTable Run(SampleSplit split)
    {
        var samples = split.Palms.SelectMany(palm => palm.Gallery.Concat(palm.Probes)).ToList();
        var extracted = Extract(samples).ToDictionary(e => e.Sample);
        var gallery = split.Palms.Select(palm => (palm.Palm, Samples: palm.Gallery.Select(s => extracted[s]).ToList())).ToList();
        var probes = split.Palms.SelectMany(palm => palm.Probes).Select(s => extracted[s]).ToList();
        EnrolledPalm[] sets =
        [
            .. from palm in gallery
               let templates = palm.Samples.Select(s => s.Template).OfType<VeinTemplate>().ToArray()
               where templates.Length > 0
               select new EnrolledPalm(palm.Palm, templates),
        ];
        var enrolled = sets.Select(set => set.Palm).ToHashSet();
        var timed = extracted.Values.Where(e => e.Time > TimeSpan.Zero).Select(e => e.Time.Ticks).ToList();
        return new ScoreTable(
            sets,
            Compare([.. probes.Where(probe => probe.Template is not null)], sets),
            [.. gallery.SelectMany(palm => palm.Samples).Where(s => s.Template is null)],
            [.. probes.Where(probe => probe.Template is null)],
            [.. gallery.Select(palm => palm.Palm).Where(palm => !enrolled.Contains(palm))],
            TimeSpan.FromTicks(timed.Count == 0 ? 0 : (long)timed.Average()))
        {
            Liveness = [.. extracted.Values.Select(e => e.Liveness).OfType<ExtractionStatus>()],
        };
    }

    ExtractedSample[] Extract(List<PalmSample> samples)
    {
        var results = new ExtractedSample[samples.Count];
        progress.Show("Extracting", samples.Count, done =>
            Parallel.For(0, samples.Count, _parallel, () => new DeviceExtraction(kind, light), (i, _, extraction) =>
            {
                results[i] = extraction.Run(samples[i]);
                done();
                return extraction;
            }, _ => { }));
        return results;
    }

    ProbeScores[] Compare(ExtractedSample[] probes, EnrolledPalm[] sets)
    {
        var results = new ProbeScores[probes.Length];
        var normaliser = EnrolledPalm.Normaliser(sets);
        progress.Show("Comparing", probes.Length, done => Parallel.For(0, probes.Length, _parallel, i =>
        {
            var start = Stopwatch.GetTimestamp();
            using var probe = new Probe(probes[i].Template!);
            var statistics = normaliser.Of(probe);
            var distances = Array.ConvertAll(sets, set => PalmComparer.Distance(probe, set.Templates));
            var own = Array.FindIndex(sets, set => set.Palm == probes[i].Sample.Palm);
            var nearness = distances.Select((distance, set) => normaliser.Nearness(statistics, distance, sets[set].Templates.Length))
                .ToArray();
            results[i] = new ProbeScores(probes[i].Sample, own, distances, Array.ConvertAll(nearness, value => -value),
                Array.ConvertAll(nearness, normaliser.Score), Stopwatch.GetElapsedTime(start));
            done();
        }));
        return results;
    }
}
