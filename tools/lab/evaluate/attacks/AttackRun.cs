using Pedestal.Core.Lane.Parts;
using Pedestal.Engine;
using Pedestal.Phantom;
using Pedestal.Vein;

namespace Pedestal.Evaluate;

/// <summary>The end of one presentation.</summary>
/// <param name="Kind">The attack; null for a real hand.</param>
/// <param name="Status">Ok when the pedestal took it for a palm, otherwise the last reason against it.</param>
/// <param name="IsRecognised">Whether it was recognised as one of the enrolled palms.</param>
sealed record PresentationOutcome(AttackKind? Kind, ExtractionStatus Status, bool IsRecognised);

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
        var gallery = new Gallery();
        gallery.Load(sets.SelectMany((set, palm) => set.Templates.Select(template => ((long)palm, template))));
        AttackKind?[] kinds = [null, .. Enum.GetValues<AttackKind>()];
        var outcomes = new PresentationOutcome[kinds.Length * options.Attacks];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads };
        progress.Show("Attacking", outcomes.Length, done => Parallel.For(0, outcomes.Length, parallel,
            () => new PedestalUnderTest(gallery, new VeinExtractor(new Extractor(options.Light))), (i, _, pedestal) =>
            {
                var kind = kinds[i / options.Attacks];
                var (status, isRecognised) = pedestal.Present(Captures(kind, i % options.Attacks));
                outcomes[i] = new PresentationOutcome(kind, status, isRecognised);
                done();
                return pedestal;
            }, _ => { }));
        return outcomes;
    }

    IEnumerable<CaptureFrames> Captures(AttackKind? kind, int attempt)
    {
        var hand = new PhantomHand(options.Seed, attempt % options.Phantoms, options.Variety);
        var repetition = attempt / options.Phantoms;
        return kind is { } attack
            ? AttackRenderer.Present(attack, hand, repetition)
            : CaptureRenderer.Present(hand, FirstSample + repetition, options.Difficulty);
    }
}
