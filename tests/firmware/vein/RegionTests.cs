namespace Pedestal.Vein.Tests;

public class RegionTests
{
    [Fact]
    public void All_cells_of_a_region_are_valid_and_its_pose_is_0()
    {
        var template = Encode(new Extractor(), Region(1));
        Assert.Equal(TemplateFormat.Magic, template[TemplateFormat.MagicOffset]);
        Assert.Equal(100, template[TemplateFormat.QualityOffset]);
        Assert.Equal(new byte[4], template[TemplateFormat.AngleOffset..TemplateFormat.ValidCellsOffset]);
        Assert.All(template[^TemplateFormat.PlaneLength..], bits => Assert.Equal(0xFF, bits));
    }

    [Fact]
    public void Regions_and_frames_do_not_affect_each_other()
    {
        var frame = Captures.Frame(Captures.Picture(1));
        var (_, expected) = Captures.Extract(frame);
        var extractor = new Extractor();
        var region = Encode(extractor, Region(2));
        var template = new byte[TemplateFormat.Length];
        Assert.Equal(ExtractionStatus.Ok, extractor.Extract(frame, Captures.Uniform(0), template));
        Assert.Equal(expected, template);
        Assert.Equal(region, Encode(extractor, Region(2)));
    }

    [Fact]
    public void A_brighter_region_gives_the_same_template()
    {
        var region = Region(3);
        var brighter = Array.ConvertAll(region, level => (byte)(level + 60));
        Assert.Equal(Encode(new Extractor(), region), Encode(new Extractor(), brighter));
    }

    static byte[] Encode(Extractor extractor, byte[] region)
    {
        var template = new byte[TemplateFormat.Length];
        Assert.Equal(ExtractionStatus.Ok, extractor.EncodeRegion(region, template));
        return template;
    }

    static byte[] Region(int seed)
    {
        var region = new byte[Parameters.RegionSide * Parameters.RegionSide];
        var random = new Random(seed);
        for (var i = 0; i < region.Length; i++)
        {
            region[i] = (byte)random.Next(20, 190);
        }

        return region;
    }
}
