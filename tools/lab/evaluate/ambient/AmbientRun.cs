using Pedestal.ArducamMega;
using Pedestal.Core.Lane.Parts;
using Pedestal.Engine;
using Pedestal.Phantom;
using Pedestal.Vein;

namespace Pedestal.Evaluate;

/// <summary>The result of one presentation in ambient light.</summary>
/// <param name="Multiple">The light's strength, in multiples of the LEDs' own.</param>
/// <param name="Shown">What was shown.</param>
/// <param name="Status">Ok when the pedestal took it for a palm, otherwise the last reason against it.</param>
/// <param name="IsRecognised">Whether it was recognised as an enrolled palm.</param>
sealed record AmbientOutcome(double Multiple, Shown Shown, ExtractionStatus Status, bool IsRecognised);

/// <summary>What is shown: a hand as usual or as outdoors, or an attack.</summary>
readonly record struct Shown(AttackKind? Attack, bool IsOutdoors = false);

/// <summary>
/// Presents the enrolled palms and attacks to a pedestal in ambient light. They were enrolled without any; the camera chooses its exposure
/// as the driver does.
/// </summary>
sealed class AmbientRun(EvaluateOptions options, RunProgress progress)
{
    /// <summary>Strengths of the light that an evaluation has, in multiples of the LEDs' own; the last is beyond what the pedestal should bear.</summary>
    public static readonly double[] Multiples = [0, 0.25, 0.5, 1, 2, 4, 8];

    // Presentations that no other part of the evaluation uses.
    const int FirstSample = 800;
    const int Probes = 2;
    static readonly CameraExposure Bright = new(1.0 / BrightSurroundings.Shortening, BrightSurroundings.Power);

    /// <summary>Runs everything against a gallery, at each strength of the light.</summary>
    public IReadOnlyList<AmbientOutcome> Run(IReadOnlyList<EnrolledPalm> sets, IReadOnlyList<double> multiples)
    {
        var gallery = new Gallery();
        gallery.Load(sets.SelectMany((set, palm) => set.Templates.Select(template => ((long)palm, template))));
        (double Multiple, Shown Shown, int Number)[] presentations =
        [
            .. from multiple in multiples
               from shown in Kinds()
               from number in Enumerable.Range(0, shown.Attack is null ? Probes * options.Phantoms : options.Attacks)
               select (multiple, shown, number),
        ];
        var outcomes = new AmbientOutcome[presentations.Length];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads };
        progress.Show("In ambient light", outcomes.Length, done => Parallel.For(0, outcomes.Length, parallel,
            () => new PedestalUnderTest(gallery, new VeinExtractor(new Extractor(options.Light))), (i, _, pedestal) =>
            {
                var (multiple, shown, number) = presentations[i];
                var hand = new PhantomHand(options.Seed, number % options.Phantoms, options.Variety);
                var (status, isRecognised) = pedestal.Present(Captures(hand, shown, number / options.Phantoms, multiple));
                outcomes[i] = new AmbientOutcome(multiple, shown, status, isRecognised);
                done();
                return pedestal;
            }, _ => { }));
        return outcomes;
    }

    IEnumerable<Shown> Kinds() =>
    [
        new(null), new(null, true),
        .. options.Attacks > 0 ? Enum.GetValues<AttackKind>().Select(kind => new Shown(kind)) : [],
    ];

    IEnumerable<CaptureFrames> Captures(PhantomHand hand, Shown shown, int repetition, double multiple)
    {
        var sample = FirstSample + repetition;
        var around = new Surroundings(OutdoorLight.Draw(hand.CaptureRandom(2 * FirstSample + repetition), multiple), Choose);
        return shown.Attack is { } attack
            ? AttackRenderer.Present(attack, hand, sample, around)
            : CaptureRenderer.Present(hand, sample, random => Pose(shown, random), around);
    }

    CapturePose Pose(Shown shown, PhantomRandom random)
    {
        var pose = CapturePose.Draw(random, options.Difficulty);
        return shown.IsOutdoors ? pose.Outdoors(random) : pose;
    }

    static CameraExposure Choose(byte[] dark) =>
        dark.Average(level => level) > BrightSurroundings.WeakAmbient ? Bright : CameraExposure.Usual;
}
