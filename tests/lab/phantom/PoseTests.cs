using Pedestal.Engine;
using Pedestal.Matching;
using Pedestal.Vein;

namespace Pedestal.Phantom.Tests;

/// <summary>Hovering hands: recognised within the allowed poses, refused with a reason outside them.</summary>
public class PoseTests
{
    const int Palms = 4;
    const int Seed = 31_400;

    // A score that one stranger in ten thousand reaches.
    const int Score = 40;
    static readonly PhantomHand[] Hands = [.. Enumerable.Range(0, Palms).Select(palm => new PhantomHand(Seed, palm))];
    static readonly VeinTemplate[][] Enrolled = [.. Hands.AsParallel().AsOrdered().Select(hand => PhantomTemplates.Of(hand, 3))];

    static readonly ScoreNormaliser Normaliser =
        ScoreNormaliser.Of(Enumerable.Range(0, Palms).ToDictionary(palm => (long)palm, palm => Enrolled[palm]));

    public static TheoryData<string, CapturePose> Recognised => new()
    {
        { "12 mm to the right", new CapturePose { ShiftX = 12 } },
        { "12 mm to the left", new CapturePose { ShiftX = -12 } },
        { "12 mm towards the wrist", new CapturePose { ShiftY = 12 } },
        { "12 mm towards the fingers", new CapturePose { ShiftY = -12 } },
        { "turned by 20 degrees", new CapturePose { Rotation = 20 } },
        { "turned back by 20 degrees", new CapturePose { Rotation = -20 } },
        { "a fifth nearer", new CapturePose { Distance = 72 } },
        { "a fifth farther", new CapturePose { Distance = 108 } },
        { "rolled by 10 degrees", new CapturePose { Roll = 10 } },
        { "rolled back by 10 degrees", new CapturePose { Roll = -10 } },
        { "fingers raised by 10 degrees", new CapturePose { Pitch = 10 } },
        { "fingers lowered by 10 degrees", new CapturePose { Pitch = -10 } },
        { "fingers together", new CapturePose { Spread = 0 } },
        { "fingers spread", new CapturePose { Spread = 12 } },
        { "thumb alongside", new CapturePose { Thumb = Thumb.Adducted } },
        { "thumb out of view", new CapturePose { Thumb = Thumb.Hidden } },
        { "fingers together and thumb alongside", new CapturePose { Spread = 0, Thumb = Thumb.Adducted } },
        { "a sleeve up to the wrist", new CapturePose { Sleeve = 0 } },
        { "a sleeve over the heel of the hand", new CapturePose { Sleeve = 8 } },
        { "a ring", new CapturePose { RingFinger = 2 } },
        { "from the opposite side", new CapturePose { Rotation = 180 } },
        { "from the opposite side, turned", new CapturePose { Rotation = 197 } },
        { "from the opposite side, 12 mm farther in", new CapturePose { Rotation = 180, ShiftY = 12 } },
        { "from the opposite side, 12 mm less far in", new CapturePose { Rotation = 180, ShiftY = -12 } },
        {
            "a little of everything",
            new CapturePose { ShiftX = 8, ShiftY = -6, Rotation = 12, Distance = 100, Roll = 5, Pitch = -5, Sleeve = 0 }
        },
    };

    public static TheoryData<string, CapturePose, ExtractionStatus> Refused => new()
    {
        { "too far", new CapturePose { Distance = 170, Exposure = 2.5 }, ExtractionStatus.TooFar },
        { "too near", new CapturePose { Distance = 52, Exposure = 0.3 }, ExtractionStatus.TooNear },
        { "off the middle", new CapturePose { ShiftX = 45 }, ExtractionStatus.OffCentre },
        { "rolled", new CapturePose { Roll = 35 }, ExtractionStatus.Tilted },
        { "fingers raised", new CapturePose { Pitch = 30 }, ExtractionStatus.Tilted },
    };

    [Theory]
    [MemberData(nameof(Recognised))]
    public void Every_palm_is_recognised(string where, CapturePose pose)
    {
        Assert.All(Enumerable.Range(0, Palms), palm =>
        {
            var (status, template) = Capture(palm, pose);
            Assert.True(status == ExtractionStatus.Ok, $"{where}: palm {palm} is refused, {status}");
            using var probe = new Probe(template!);
            var distance = PalmComparer.Distance(probe, Enrolled[palm]);
            var score = Normaliser.Score(Normaliser.Nearness(Normaliser.Of(probe), distance, Enrolled[palm].Length));
            Assert.True(score >= Score, $"{where}: palm {palm} has a score of {score}");
        });
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_palm_out_of_reach_is_refused_with_the_reason(string where, CapturePose pose, ExtractionStatus reason)
    {
        var reasons = Enumerable.Range(0, Palms).Select(palm => Capture(palm, pose).Status).ToList();
        Assert.DoesNotContain(ExtractionStatus.Ok, reasons);
        Assert.True(reasons.Count(r => r == reason) > Palms / 2, $"{where}: {string.Join(", ", reasons)}");
    }

    static (ExtractionStatus Status, VeinTemplate? Template) Capture(int palm, CapturePose pose) =>
        PhantomTemplates.Extract(PhantomRenderer.Render(Hands[palm], pose, Hands[palm].CaptureRandom(90)));
}
