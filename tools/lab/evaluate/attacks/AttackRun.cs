using Pedestal.Engine;
using Pedestal.Matching;
using Pedestal.Phantom;
using Pedestal.Vein;

namespace Pedestal.Evaluate;

/// <summary>The result of one presentation to the whole device, with its two banks of LEDs.</summary>
/// <param name="Kind">The attack; null for a real hand.</param>
/// <param name="Status">The device's status; Ok when it was taken for a palm.</param>
/// <param name="Accepted">Whether it was accepted as one of the enrolled palms.</param>
sealed record PresentationOutcome(AttackKind? Kind, ExtractionStatus Status, bool Accepted);

/// <summary>
/// Attacks the enrolled phantoms, and shows their real hands as often. The attacker has a picture or a cast of an enrolled palm, or
/// wears a glove on it.
/// </summary>
sealed class AttackRun(EvaluateOptions options, RunProgress progress)
{
    // Captures of real hands that no other part of the evaluation uses.
    const int FirstSample = 700;

    /// <summary>Runs the requested number of presentations of real hands and of every kind of attack against a gallery.</summary>
    public IReadOnlyList<PresentationOutcome> Run(IReadOnlyList<EnrolledPalm> sets)
    {
        var normaliser = EnrolledPalm.Normaliser(sets);
        AttackKind?[] kinds = [null, .. Enum.GetValues<AttackKind>()];
        var outcomes = new PresentationOutcome[kinds.Length * options.Attacks];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads };
        progress.Show("Attacking", outcomes.Length, done => Parallel.For(0, outcomes.Length, parallel,
            () => new DeviceExtraction(SampleKind.Hand, options.Light), (i, _, extraction) =>
            {
                outcomes[i] = Present(kinds[i / options.Attacks], i % options.Attacks, extraction, sets, normaliser);
                done();
                return extraction;
            }, _ => { }));
        return outcomes;
    }

    PresentationOutcome Present(
        AttackKind? kind, int attempt, DeviceExtraction extraction, IReadOnlyList<EnrolledPalm> sets, ScoreNormaliser normaliser)
    {
        var hand = new PhantomHand(options.Seed, attempt % options.Phantoms, options.Variety);
        var repetition = attempt / options.Phantoms;
        var frames = kind is { } attack
            ? AttackRenderer.Render(attack, hand, repetition)
            : CaptureRenderer.Render(hand, FirstSample + repetition, options.Difficulty);
        var (status, template) = extraction.Run(frames);
        return new PresentationOutcome(kind, status, template is not null && sets.Count > 0 && IsAccepted(template, sets, normaliser));
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
