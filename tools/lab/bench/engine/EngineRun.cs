using System.Diagnostics;
using Pedestal.Engine;
using Pedestal.Matching;

namespace Pedestal.Bench;

/// <summary>Measures the engine. Speeds are the best of several runs; times of single searches are percentiles.</summary>
sealed class EngineRun(EngineOptions options, Steps steps)
{
    /// <summary>Number of probes among the drawn palms.</summary>
    public const int MostProbes = Palms * (CapturesPerPalm - PalmSet.EnrolledPerPalm);

    const int Palms = 1000;
    const int CapturesPerPalm = 12;
    const int AgreementTemplates = 20_000;
    const int ExhaustiveTemplates = 20_000;
    const int ExhaustiveRuns = 100;
    const int Million = 1_000_000;
    const int MillionSearches = 300;
    const int ScalarTemplates = 4_000;

    // As many palms as the gallery compares more closely.
    const int Wanted = 16;

    static readonly double[] Upright = [0];

    /// <summary>Runs everything.</summary>
    public EngineReport Run()
    {
        var palms = PalmFile.Get(options.Cache, Palms, CapturesPerPalm, steps);
        var probes = palms.Probes(options.Probes);
        var agreement = MeasureAgreement(palms, probes);
        var exhaustive = Gallery(palms, ExhaustiveTemplates).ToArray();
        var one = steps.Run(
            "Exhaustive search, one core", ExhaustiveRuns, done => Exhaustive(exhaustive, probes, 1, done));
        var two = Environment.ProcessorCount < 2 ? 0
            : steps.Run(
                "Exhaustive search, two cores", ExhaustiveRuns, done => Exhaustive(exhaustive, probes, 2, done));
        var references = steps.Run("References", 1, _ => MeasureReferences(exhaustive, probes[0]));
        var million = steps.Run("Loading a million templates", 1, _ =>
        {
            var index = new PalmIndex(1);
            index.Load(Gallery(palms, Million));
            return index;
        });
        var oneCore = Speed("Searching a million, one core", million, probes, one);
        var twoCores = Environment.ProcessorCount < 2 ? null
            : Speed("Searching a million, two cores", million.WithThreads(2), probes, two);
        return new EngineReport(
            oneCore.Exhaustive81PerSecond, oneCore.CoarsePerSecond, (double)agreement.Same / agreement.Probes,
            (twoCores ?? oneCore).MillionP99Ms, oneCore, twoCores, agreement, references, MachineClass.Here());
    }

    static IEnumerable<(long Palm, VeinTemplate Template)> Gallery(PalmSet palms, int templates)
    {
        var enrolled = palms.Palms * PalmSet.EnrolledPerPalm;
        return palms.Enrolled.Concat(DerivedPalms.Make(palms.EnrolledBytes, palms.Palms, templates - enrolled));
    }

    AgreementReport MeasureAgreement(PalmSet palms, VeinTemplate[] probes)
    {
        var index = new PalmIndex(1);
        index.Load(Gallery(palms, AgreementTemplates));
        var same = 0;
        var right = 0;
        var name = $"Agreement of {probes.Length} probes in {AgreementTemplates} templates";
        return steps.Run(name, probes.Length, done =>
        {
            var alignments = new Probe(probes[0]).Count;
            Parallel.For(0, probes.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
            {
                var probe = new Probe(probes[i]);
                var exact = index.Search(probe, 1, SearchMode.Exhaustive)[0];
                Count(ref same, index.Search(probe, 1)[0] == exact);
                Count(ref right, exact.Palm == i % palms.Palms);
                done();
            });
            return new AgreementReport(probes.Length, AgreementTemplates, alignments, same, right);
        });
    }

    static void Count(ref int counter, bool condition)
    {
        if (condition)
        {
            Interlocked.Increment(ref counter);
        }
    }

    static double Exhaustive(
        (long Palm, VeinTemplate Template)[] gallery, VeinTemplate[] probes, int threads, Action done)
    {
        var index = new PalmIndex(threads);
        index.Load(gallery);
        var best = TimeSpan.MaxValue;
        for (var run = 0; run < ExhaustiveRuns; run++)
        {
            var probe = new Probe(probes[run % probes.Length], Upright);
            var start = Stopwatch.GetTimestamp();
            index.Search(probe, 1, SearchMode.Exhaustive);
            var took = Stopwatch.GetElapsedTime(start);
            best = took < best ? took : best;
            done();
        }

        return gallery.Length / best.TotalSeconds;
    }

    SpeedReport Speed(string name, PalmIndex index, VeinTemplate[] probes, double exhaustive) =>
        steps.Run(name, MillionSearches, done =>
        {
            var times = new double[MillionSearches];
            for (var i = 0; i < MillionSearches; i++)
            {
                // Preparing the probe is part of the search.
                var start = Stopwatch.GetTimestamp();
                index.Search(new Probe(probes[i * 7 % probes.Length]), Wanted);
                times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                done();
            }

            Array.Sort(times);
            return new SpeedReport(
                exhaustive, index.TemplateCount / times[0] * 1000, times[MillionSearches / 2],
                times[MillionSearches * 99 / 100]);
        });

    static ReferenceReport MeasureReferences((long Palm, VeinTemplate Template)[] gallery, VeinTemplate probe)
    {
        var memory = MemoryReference.BytesPerSecond(1);
        var (faiss, rate) = FaissReference.Measure(gallery.Select(entry => entry.Template));
        var few = gallery.Take(ScalarTemplates).Select(entry => entry.Template).ToArray();
        return new ReferenceReport(
            ScalarReference.TemplatesPerSecond(probe, few), memory, MemoryReference.BytesPerSecond(2),
            memory / (VeinTemplate.Words * sizeof(ulong)), memory / (CoarseTemplate.Words * sizeof(ulong)), faiss, rate);
    }
}
