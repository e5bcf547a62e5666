using Pedestal.Hal.Host.Chips;
using Pedestal.Phantom;

namespace Pedestal.Vein.Tests;

/// <summary>Palms in ambient light, exposed as in bright surroundings. All are synthetic.</summary>
public sealed class AmbientTests
{
    const int Seed = 1_618;
    const int Palms = 6;
    const int BrightLight = Parameters.UsualLight64 * 8 / 12;

    public static TheoryData<AmbientLight> Lights =>
    [
        new AmbientLight { Multiple = 4, SlopeX = 0.8, SlopeY = -0.5 },
        new AmbientLight { Multiple = 4, Flicker = 100, FlickerDepth = 0.4 },
        new AmbientLight { Multiple = 4, Flicker = 120, FlickerDepth = 0.4, FlickerPhase = 2 },
        new AmbientLight { Multiple = 4, ShadowDepth = 0.8, ShadowPlace = 5 },
        new AmbientLight { Multiple = 4, Background = 1.2 },
    ];

    [Theory]
    [MemberData(nameof(Lights))]
    public void A_palm_keeps_its_template_and_is_alive(AmbientLight light)
    {
        var results = Enumerable.Range(0, Palms).AsParallel().Select(palm =>
        {
            var (status, template, alive) = Run(palm, light);
            var (_, alone, _) = Run(palm, new AmbientLight());
            return (status, alive, Differing: status == ExtractionStatus.Ok ? Differing(template, alone) : 1);
        }).ToList();
        Assert.All(results, result => Assert.Equal(ExtractionStatus.Ok, result.status));
        Assert.InRange(results.Average(result => result.Differing), 0, 0.23);

        // With a deep shadow's edge in its middle a palm is not always sure to be alive; it is captured again then.
        Assert.InRange(results.Count(result => result.alive == ExtractionStatus.Ok), light.ShadowDepth > 0 ? 1 : Palms - 2, Palms);
        Assert.DoesNotContain(results, result => result.alive is ExtractionStatus.FlatSurface or ExtractionStatus.NoVeins);
    }

    [Theory]
    [MemberData(nameof(Lights))]
    public void Edges_of_shadows_are_told_from_bands_and_slopes(AmbientLight light)
    {
        var frames = Frames(2, light);
        var extractor = new Extractor();
        var (lit, dark) = (Captures.Frame(frames.Lit), Captures.Frame(frames.Dark));
        Assert.Equal(ExtractionStatus.Ok, extractor.Extract(lit, dark, BrightLight, new byte[TemplateFormat.Length]));
        extractor.CheckLiveness(lit, Captures.Frame(frames.Left), dark);
        Assert.InRange(extractor.Quality.ShadowedPoints, light.ShadowDepth > 0 ? 60 : 0, light.ShadowDepth > 0 ? 200 : 60);
        Assert.True(extractor.Quality.SureFake < Parameters.MinimumLiveness && Parameters.MinimumLiveness < extractor.Quality.SureHand);

        // A later capture in weak light has none.
        Assert.Equal(ExtractionStatus.Ok, extractor.Extract(Captures.Frame(Captures.Picture(1)), Captures.Uniform(0), new byte[TemplateFormat.Length]));
        extractor.CheckLiveness(lit, lit, Captures.Uniform(0));
        Assert.Equal((0, 50, 50), (extractor.Quality.ShadowedPoints, extractor.Quality.SureFake, extractor.Quality.SureHand));
    }

    [Fact]
    public void A_hand_on_which_a_shadow_moves_is_seldom_taken_for_a_fake_and_a_glove_never_for_a_hand()
    {
        AmbientLight[] shadows =
        [
            .. from place in new[] { -15.0, 0, 15 }
               from direction in new[] { 0, 1.1, 2.2 }
               select new AmbientLight { Multiple = 4, ShadowDepth = 0.7, ShadowPlace = place, ShadowDirection = direction, ShadowSpeed = 30 },
        ];
        var hands = shadows.AsParallel().SelectMany((light, i) => new[] { Run(i % Palms, light), Run((i + 1) % Palms, light) })
            .Where(hand => hand.Status == ExtractionStatus.Ok).Select(hand => hand.Alive).ToList();
        Assert.True(hands.Count >= shadows.Length);
        Assert.InRange(hands.Count(alive => alive is ExtractionStatus.FlatSurface or ExtractionStatus.NoVeins), 0, 1);
        Assert.InRange(hands.Count(alive => alive == ExtractionStatus.Ok), hands.Count / 4, hands.Count);
        var gloves = shadows.AsParallel().Select((light, i) => Judge(AttackRenderer.Render(
            AttackKind.Glove, new PhantomHand(Seed, i % Palms), i, new Surroundings(light, _ => new CameraExposure(1 / 12.0, 8)))));
        Assert.All(gloves, glove => Assert.NotEqual(ExtractionStatus.Ok, glove.Alive));
    }

    [Theory]
    [InlineData(100, 0)]
    [InlineData(0, 0.8)]
    public void Bands_and_shadows_would_spoil_a_template_from_which_they_are_not_removed(int hertz, double shadow)
    {
        var light = new AmbientLight { Multiple = 4, Flicker = hertz, FlickerDepth = 0.4, ShadowDepth = shadow };
        var frames = Frames(0, light);
        var flat = Captures.Uniform((int)frames.Dark.Average(level => level));
        var (_, alone, _) = Run(0, new AmbientLight());
        var template = new byte[TemplateFormat.Length];
        var status = new Extractor().Extract(Captures.Frame(frames.Lit), flat, BrightLight, template);
        Assert.True(status != ExtractionStatus.Ok || Differing(template, alone) > 0.22);
    }

    [Fact]
    public void A_palm_that_the_sun_drowns_or_saturates_is_told_so()
    {
        Assert.Equal(ExtractionStatus.TooBrightHere, Run(1, new AmbientLight { Multiple = 12 }).Status);
        var sky = Captures.Uniform(255);
        Assert.Equal(ExtractionStatus.TooBrightHere, new Extractor().Extract(sky, sky, BrightLight, new byte[TemplateFormat.Length]));
        var faint = Captures.Frame(Captures.Picture(1, new CapturePose { Exposure = 0.1 }), 120);
        Assert.Equal(ExtractionStatus.TooBrightHere,
            new Extractor().Extract(faint, Captures.Uniform(120), BrightLight, new byte[TemplateFormat.Length]));
    }

    [Fact]
    public void A_background_brighter_than_the_palm_is_no_palm()
    {
        var pose = new CapturePose { ShiftX = 14 };
        var (_, inDark, _) = Run(2, new AmbientLight(), pose);
        var (status, inSky, _) = Run(2, new AmbientLight { Multiple = 3, Background = 2 }, pose);
        Assert.Equal(ExtractionStatus.Ok, status);
        Assert.InRange(Valid(inSky) - Valid(inDark), -40, 40);
    }

    [Fact]
    public void The_exposure_for_bright_surroundings_allocates_nothing()
    {
        var frames = Frames(3, new AmbientLight { Multiple = 2 });
        var extractor = new Extractor();
        var (lit, dark, template) = (Captures.Frame(frames.Lit), Captures.Frame(frames.Dark), new byte[TemplateFormat.Length]);
        extractor.Extract(lit, dark, BrightLight, template);
        var before = GC.GetAllocatedBytesForCurrentThread();
        extractor.Extract(lit, dark, BrightLight, template);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    static CaptureFrames Frames(int palm, AmbientLight light, CapturePose? pose = null)
    {
        var hand = new PhantomHand(Seed, palm);
        var around = new Surroundings(light, _ => new CameraExposure(1 / 12.0, 8));
        return CaptureRenderer.Render(hand, pose ?? new CapturePose(), hand.CaptureRandom(0), around);
    }

    static (ExtractionStatus Status, byte[] Template, ExtractionStatus Alive) Run(int palm, AmbientLight light, CapturePose? pose = null) =>
        Judge(Frames(palm, light, pose));

    static (ExtractionStatus Status, byte[] Template, ExtractionStatus Alive) Judge(CaptureFrames frames)
    {
        var extractor = new Extractor();
        var (lit, dark, template) = (Captures.Frame(frames.Lit), Captures.Frame(frames.Dark), new byte[TemplateFormat.Length]);
        var status = extractor.Extract(lit, dark, BrightLight, template);
        return (status, template, status == ExtractionStatus.Ok ? extractor.CheckLiveness(lit, Captures.Frame(frames.Left), dark) : status);
    }

    /// <summary>Share of the bits valid in both templates that differ.</summary>
    static double Differing(byte[] one, byte[] other)
    {
        const int mask = TemplateFormat.PlanesOffset + TemplateFormat.PlaneCount * TemplateFormat.PlaneLength;
        var (differing, valid) = (0, 0);
        for (var i = 0; i < TemplateFormat.PlaneCount * TemplateFormat.PlaneLength; i++)
        {
            var both = one[mask + i % TemplateFormat.PlaneLength] & other[mask + i % TemplateFormat.PlaneLength];
            valid += IntegerMath.CountBits((uint)both);
            differing += IntegerMath.CountBits((uint)((one[TemplateFormat.PlanesOffset + i] ^ other[TemplateFormat.PlanesOffset + i]) & both));
        }

        return differing / (double)valid;
    }

    static int Valid(byte[] template) => BitConverter.ToUInt16(template, TemplateFormat.ValidCellsOffset);
}
