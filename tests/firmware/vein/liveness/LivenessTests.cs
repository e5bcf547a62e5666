using Pedestal.Phantom;

namespace Pedestal.Vein.Tests;

/// <summary>What form and lines say of hands and of fakes. All of them are synthetic.</summary>
public sealed class LivenessTests
{
    const int Seed = 2_718;
    const int Palms = 12;

    [Fact]
    public void Nearly_all_hands_pass()
    {
        var hands = Checked(palm => CaptureRenderer.Render(new PhantomHand(Seed, palm), 1));
        Assert.True(hands.Count >= Palms - 2);
        Assert.True(hands.Count(hand => hand.Status == ExtractionStatus.Ok) >= hands.Count - 1);
    }

    [Theory]
    [InlineData(AttackKind.PrintFlat)]
    [InlineData(AttackKind.PrintBent)]
    [InlineData(AttackKind.Silicone)]
    public void A_sheet_or_a_slab_does_not_have_the_form_of_a_hand(AttackKind kind)
    {
        var fakes = Attacked(kind);
        Assert.NotEmpty(fakes);
        Assert.All(fakes, fake => Assert.Equal(ExtractionStatus.FlatSurface, fake.Status));
    }

    [Fact]
    public void A_glove_has_the_form_of_a_hand_but_no_vessels()
    {
        var gloves = Attacked(AttackKind.Glove);
        Assert.NotEmpty(gloves);
        Assert.All(gloves, glove => Assert.Equal(ExtractionStatus.NoVeins, glove.Status));
    }

    [Fact]
    public void The_ratio_of_the_banks_hardly_changes_the_roundness()
    {
        var frames = CaptureRenderer.Render(new PhantomHand(Seed, 3), 1);
        var dimmer = frames with { Left = [.. frames.Left.Select(level => (byte)(level * 9 / 10))] };
        Assert.InRange(Check(dimmer)!.Value.Roundness - Check(frames)!.Value.Roundness, -12, 12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_hand_that_points_elsewhere_is_as_round_if_the_light_turns_with_it(int quarters)
    {
        var frames = CaptureRenderer.Render(new PhantomHand(Seed, 3), new CapturePose(), new PhantomRandom(1, 2, 3));
        var turned = frames with { Lit = Captures.Turn(frames.Lit, quarters), Left = Captures.Turn(frames.Left, quarters) };
        var (upright, other) = (Check(frames), Check(turned));
        Assert.True(other is null || Math.Abs(other.Value.Roundness - upright!.Value.Roundness) < 50);
    }

    [Fact]
    public void Without_a_second_bank_nothing_is_round()
    {
        var frames = CaptureRenderer.Render(new PhantomHand(Seed, 3), 1);
        Assert.Equal(ExtractionStatus.FlatSurface, Check(frames with { Left = frames.Lit })!.Value.Status);
        Assert.Equal(ExtractionStatus.FlatSurface, Check(frames with { Left = new byte[frames.Lit.Length] })!.Value.Status);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-20, 12)]
    [InlineData(9, 0)]
    [InlineData(25, -8)]
    public void The_rows_that_are_asked_for_suffice(double rotation, double shift)
    {
        var pose = new CapturePose { Rotation = rotation, ShiftY = shift };
        var frames = CaptureRenderer.Render(new PhantomHand(Seed, 4), pose, new PhantomRandom(1, 2, 3));
        var extractor = new Extractor();
        var lit = Captures.Frame(frames.Lit);
        Assert.Equal(ExtractionStatus.Ok, extractor.Extract(lit, Captures.Uniform(0), new byte[TemplateFormat.Length]));
        var left = Captures.Frame(frames.Left);
        extractor.CheckLiveness(lit, left, Captures.Uniform(0));
        var whole = extractor.Quality.Roundness;

        Assert.InRange(extractor.LivenessRows, 40, 127);
        left.AsSpan(extractor.LivenessRows * Parameters.FrameStride).Clear();
        extractor.CheckLiveness(lit, left, Captures.Uniform(0));

        Assert.Equal(whole, extractor.Quality.Roundness);
    }

    [Fact]
    public void Checking_changes_neither_the_template_nor_a_later_extraction()
    {
        var frames = CaptureRenderer.Render(new PhantomHand(Seed, 3), 1);
        var extractor = new Extractor();
        var lit = Captures.Frame(frames.Lit);
        var first = new byte[TemplateFormat.Length];
        var again = new byte[TemplateFormat.Length];
        extractor.Extract(lit, Captures.Uniform(0), first);
        extractor.CheckLiveness(lit, Captures.Frame(frames.Left), Captures.Uniform(0));
        extractor.Extract(lit, Captures.Uniform(0), again);
        Assert.Equal(first, again);
    }

    static List<(ExtractionStatus Status, int Roundness)> Attacked(AttackKind kind) =>
        Checked(palm => AttackRenderer.Render(kind, new PhantomHand(Seed, palm), 0));

    static List<(ExtractionStatus Status, int Roundness)> Checked(Func<int, CaptureFrames> render) =>
    [
        .. Enumerable.Range(0, Palms).AsParallel().AsOrdered().Select(palm => Check(render(palm))).OfType<(ExtractionStatus, int)>(),
    ];

    /// <summary>The check's result; null when there is no template.</summary>
    static (ExtractionStatus Status, int Roundness)? Check(CaptureFrames frames)
    {
        var extractor = new Extractor();
        var lit = Captures.Frame(frames.Lit);
        var status = extractor.Extract(lit, Captures.Frame(frames.Dark), new byte[TemplateFormat.Length]);
        return status == ExtractionStatus.Ok
            ? (extractor.CheckLiveness(lit, Captures.Frame(frames.Left), Captures.Frame(frames.Dark)), extractor.Quality.Roundness)
            : null;
    }
}
