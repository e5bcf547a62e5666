using Pedestal.Phantom;
using Pedestal.Vein.Quality;

namespace Pedestal.Vein.Tests;

/// <summary>The validators refuse unusable captures and accept what guests ordinarily do.</summary>
public class QualityTests
{
    static readonly IQualityValidator[] Validators =
    [
        new CoverageValidator(), new SharpnessValidator(), new ContrastValidator(), new TiltValidator(new LightCalibration()),
        new ReflectanceValidator(new LightCalibration()), new TextureValidator(new LightCalibration()),
    ];

    public static TheoryData<string, CapturePose, ExtractionStatus> Poses => new()
    {
        { "level", new CapturePose(), ExtractionStatus.Ok },
        { "aside", new CapturePose { ShiftX = 12, ShiftY = -12 }, ExtractionStatus.Ok },
        { "turned", new CapturePose { Rotation = -20 }, ExtractionStatus.Ok },
        { "near", new CapturePose { Distance = 75 }, ExtractionStatus.Ok },
        { "far", new CapturePose { Distance = 108 }, ExtractionStatus.Ok },
        { "mild roll", new CapturePose { Roll = 12 }, ExtractionStatus.Ok },
        { "mild pitch", new CapturePose { Pitch = 12 }, ExtractionStatus.Ok },
        { "rolled left", new CapturePose { Roll = -30 }, ExtractionStatus.Tilted },
        { "rolled right", new CapturePose { Roll = 30 }, ExtractionStatus.Tilted },
        { "fingers down", new CapturePose { Pitch = 30 }, ExtractionStatus.Tilted },
    };

    [Theory]
    [MemberData(nameof(Poses))]
    public void Only_tilted_poses_are_refused(string name, CapturePose pose, ExtractionStatus expected)
    {
        for (var palm = 0; palm < 4; palm++)
        {
            var (status, _) = Captures.Extract(Captures.Frame(Captures.Picture(palm, pose)));
            Assert.True(status == expected, $"palm {palm}, {name}: {status}");
        }
    }

    [Fact]
    public void Surfaces_brighter_or_darker_than_skin_are_refused_only_under_the_pedestals_light()
    {
        foreach (var (distance, exposure) in new[] { (105.0, 2.1), (80.0, 0.33) })
        {
            var frame = Captures.Frame(Captures.Picture(1, new CapturePose { Distance = distance, Exposure = exposure }));
            var template = new byte[TemplateFormat.Length];
            Assert.Equal(ExtractionStatus.NotSkin, new Extractor().Extract(frame, Captures.Uniform(0), template));
            Assert.All(template, b => Assert.Equal(0, b));
            Assert.Equal(ExtractionStatus.Ok, new Extractor(null).Extract(frame, Captures.Uniform(0), template));
        }
    }

    [Theory]
    [InlineData(79, 18, true)]
    [InlineData(145, 32, true)]
    [InlineData(146, 18, false)]
    [InlineData(79, 33, false)]
    public void Lines_or_texture_stronger_than_those_of_skin_are_refused(int contrast, int detail, bool accepted) =>
        Assert.Equal(accepted, new TextureValidator(new LightCalibration()).Accepts(
            new CaptureQuality { Contrast = contrast, Detail = detail }));

    [Fact]
    public void A_region_without_detail_is_blurred_and_one_without_lines_has_low_contrast()
    {
        const int side = Parameters.RegionSide;
        var extractor = new Extractor();
        var template = new byte[TemplateFormat.Length];
        var flat = Enumerable.Repeat((byte)120, side * side).ToArray();
        Assert.Equal(ExtractionStatus.Blurred, extractor.EncodeRegion(flat, template));
        var stripes = Enumerable.Range(0, side * side).Select(i => (byte)(120 + i % side / 2 % 2)).ToArray();
        Assert.Equal(ExtractionStatus.LowContrast, extractor.EncodeRegion(stripes, template));
    }

    [Fact]
    public void A_hand_with_weaker_lines_has_a_lower_quality()
    {
        int Figure(CapturePose pose)
        {
            var (status, template) = Captures.Extract(Captures.Frame(Captures.Picture(2, pose)));
            Assert.Equal(ExtractionStatus.Ok, status);
            return template[TemplateFormat.QualityOffset];
        }

        var good = Figure(new CapturePose());
        Assert.InRange(good, 70, 100);
        Assert.InRange(Figure(new CapturePose { Contrast = 0.3, Dilation = 0.7 }), 40, good - 15);
    }

    [Fact]
    public void Every_validator_has_a_unique_name_and_a_reason()
    {
        Assert.Equal(Validators.Length, Validators.Select(validator => validator.Name).Distinct().Count());
        Assert.DoesNotContain(Validators, validator => validator.Reason == ExtractionStatus.Ok);
    }

    [Theory]
    [InlineData(399, false)]
    [InlineData(400, true)]
    public void Coverage_requires_400_valid_cells(int cells, bool accepted) =>
        Assert.Equal(accepted, new CoverageValidator().Accepts(new CaptureQuality { ValidCells = cells }));
}
