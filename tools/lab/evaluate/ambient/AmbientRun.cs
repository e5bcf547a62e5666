using Pedestal.ArducamMega;
using Pedestal.Engine;
using Pedestal.Matching;
using Pedestal.Phantom;
using Pedestal.Vein;

namespace Pedestal.Evaluate;

/// <summary>The result of one presentation in ambient light.</summary>
/// <param name="Multiple">The light's strength, in multiples of the LEDs' own.</param>
/// <param name="Shown">What was shown.</param>
/// <param name="Status">The device's status; Ok when it was taken for a palm.</param>
/// <param name="IsRecognised">Whether it reached the threshold for its own palm.</param>
sealed record AmbientOutcome(double Multiple, Shown Shown, ExtractionStatus Status, bool IsRecognised);

/// <summary>What is shown: a hand as usual or as outdoors, or an attack.</summary>
readonly record struct Shown(AttackKind? Attack, bool IsOutdoors = false);

/// <summary>
/// Shows the enrolled palms and attacks in ambient light. They were enrolled without any; the camera chooses its exposure as the driver
/// does.
/// </summary>
sealed class AmbientRun(EvaluateOptions options, RunProgress progress)
{
    /// <summary>Strengths of the light, in multiples of the LEDs' own; the last is beyond what the pedestal should bear.</summary>
    public static readonly double[] Multiples = [0, 0.25, 0.5, 1, 2, 4, 8];

    // Captures and attempts that no other part of the evaluation uses.
    const int FirstSample = 800;
    const int Probes = 2;
    static readonly CameraExposure Bright = new(1.0 / BrightSurroundings.Shortening, BrightSurroundings.Power);

    /// <summary>Runs everything against a gallery.</summary>
    public IReadOnlyList<AmbientOutcome> Run(IReadOnlyList<EnrolledPalm> sets)
    {
        var byName = sets.ToDictionary(set => set.Palm);
        var normaliser = EnrolledPalm.Normaliser(sets);
        var threshold = ScoreCalibration.Threshold(sets.Count);
        (double Multiple, Shown Shown, int Number)[] presentations =
        [
            .. from multiple in Multiples
               from shown in Kinds()
               from number in Enumerable.Range(0, shown.Attack is null ? Probes * options.Phantoms : options.Attacks)
               select (multiple, shown, number),
        ];
        var outcomes = new AmbientOutcome[presentations.Length];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads };
        progress.Show("In ambient light", outcomes.Length, done => Parallel.For(0, outcomes.Length, parallel,
            () => new SingleCapture(options.Light), (i, _, capture) =>
            {
                var (multiple, shown, number) = presentations[i];
                var hand = new PhantomHand(options.Seed, number % options.Phantoms, options.Variety);
                var (status, template) = capture.Run(Capture(hand, shown, number / options.Phantoms, multiple));
                outcomes[i] = new AmbientOutcome(multiple, shown, status, template is not null
                    && byName.TryGetValue(PhantomSamples.Name(hand.Palm), out var own) && Score(template, own, normaliser) >= threshold);
                done();
                return capture;
            }, _ => { }));
        return outcomes;
    }

    IEnumerable<Shown> Kinds() =>
    [
        new(null), new(null, true),
        .. options.Attacks > 0 ? Enum.GetValues<AttackKind>().Select(kind => new Shown(kind)) : [],
    ];

    CaptureFrames Capture(PhantomHand hand, Shown shown, int repetition, double multiple)
    {
        var sample = FirstSample + repetition;
        var around = new Surroundings(OutdoorLight.Draw(hand.CaptureRandom(2 * FirstSample + repetition), multiple), Choose);
        if (shown.Attack is { } attack)
        {
            return AttackRenderer.Render(attack, hand, sample, around);
        }

        var random = hand.CaptureRandom(sample);
        var pose = CapturePose.Draw(random, options.Difficulty);
        return CaptureRenderer.Render(hand, shown.IsOutdoors ? pose.Outdoors(random) : pose, random, around);
    }

    static CameraExposure Choose(byte[] dark) =>
        dark.Average(level => level) > BrightSurroundings.WeakAmbient ? Bright : CameraExposure.Usual;

    static int Score(VeinTemplate template, EnrolledPalm own, ScoreNormaliser normaliser)
    {
        using var probe = new Probe(template);
        return normaliser.Score(normaliser.Nearness(
            normaliser.Of(probe), PalmComparer.Distance(probe, own.Templates), own.Templates.Length));
    }
}
