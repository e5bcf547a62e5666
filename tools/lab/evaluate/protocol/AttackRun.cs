using Pedestal.Engine;
using Pedestal.Matching;
using Pedestal.Phantom;
using Pedestal.Vein;

namespace Pedestal.Evaluate;

/// <summary>The result of one presentation attack.</summary>
/// <param name="Kind">The attack.</param>
/// <param name="Status">The device's status; Ok when it was taken for a palm.</param>
/// <param name="Accepted">Whether it was accepted as one of the enrolled palms.</param>
sealed record AttackOutcome(AttackKind Kind, ExtractionStatus Status, bool Accepted);

/// <summary>
/// Attacks the enrolled phantoms; the attacker has a picture of an enrolled palm, or wears a glove of its shape.
/// </summary>
sealed class AttackRun(EvaluateOptions options, RunProgress progress)
{
    /// <summary>Runs the requested number of attempts of every kind against a gallery.</summary>
    public IReadOnlyList<AttackOutcome> Run(IReadOnlyList<EnrolledPalm> sets)
    {
        var normaliser = EnrolledPalm.Normaliser(sets);
        var kinds = Enum.GetValues<AttackKind>();
        var outcomes = new AttackOutcome[kinds.Length * options.Attacks];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads };
        progress.Show("Attacking", outcomes.Length, done => Parallel.For(0, outcomes.Length, parallel,
            () => new DeviceExtraction(SampleKind.Hand, options.Light), (i, _, extraction) =>
            {
                outcomes[i] = Attack(kinds[i / options.Attacks], i % options.Attacks, extraction, sets, normaliser);
                done();
                return extraction;
            }, _ => { }));
        return outcomes;
    }

    AttackOutcome Attack(
        AttackKind kind, int attempt, DeviceExtraction extraction, IReadOnlyList<EnrolledPalm> sets, ScoreNormaliser normaliser)
    {
        var hand = new PhantomHand(options.Seed, attempt % options.Phantoms);
        var frames = AttackRenderer.Render(kind, hand, attempt / options.Phantoms);
        var (status, template) = extraction.Run(frames.Lit, frames.Dark);
        return new AttackOutcome(kind, status, template is not null && sets.Count > 0 && IsAccepted(template, sets, normaliser));
    }

    static bool IsAccepted(VeinTemplate template, IReadOnlyList<EnrolledPalm> sets, ScoreNormaliser normaliser)
    {
        using var probe = new Probe(template);
        var statistics = normaliser.Of(probe);
        var threshold = ScoreCalibration.Threshold(sets.Count);
        return sets.Any(set => normaliser.Score(normaliser.Nearness(
            statistics, PalmComparer.Distance(probe, set.Templates), set.Templates.Length)) >= threshold);
    }
}
