namespace Pedestal.Phantom.Tests;

public class VeinMeterTests
{
    const int Side = 64;
    const double Scale = 0.95;

    [Theory]
    [InlineData(0.02, 1.0, 0)]
    [InlineData(0.05, 1.2, 30)]
    [InlineData(0.085, 1.5, 75)]
    [InlineData(0.036, 0.9, 135)]
    public void A_stripe_of_known_contrast_and_width_is_measured(double contrast, double sigma, double degrees)
    {
        var section = Measure(Stripe(contrast, sigma, degrees, 0), degrees);
        Assert.InRange(section.Contrast, contrast - 0.0025, contrast + 0.0025);
        var width = sigma * VeinMeter.WidthOfSigma * Scale;
        Assert.InRange(section.Width, 0.85 * width, 1.15 * width);
    }

    [Fact]
    public void With_camera_noise_the_standard_error_is_honest()
    {
        const double contrast = 0.04;
        var sections = Enumerable.Range(0, 60).Select(i => Measure(Stripe(contrast, 1.2, 6 * i, 0.014), 6 * i)).ToArray();
        Assert.InRange(sections.Average(s => s.Contrast), 0.9 * contrast, 1.15 * contrast);
        Assert.InRange(sections.Average(s => s.Width), 2.2, 3.2);
        var error = Math.Sqrt(sections.Average(s => (s.Contrast - contrast) * (s.Contrast - contrast)));
        Assert.InRange(error / sections.Average(s => s.StandardError), 0.6, 1.6);
    }

    [Fact]
    public void Bare_skin_has_no_vein()
    {
        var sections = Enumerable.Range(0, 60).Select(i => Measure(Stripe(0, 1, 6 * i, 0.003), 6 * i)).ToArray();
        Assert.InRange(sections.Average(s => s.Contrast), -0.002, 0.002);
    }

    [Theory]
    [InlineData(Difficulty.Easy)]
    [InlineData(Difficulty.Default)]
    [InlineData(Difficulty.Hard)]
    public void Pictures_are_darker_where_the_map_has_veins_and_not_beside_them(Difficulty difficulty)
    {
        var onVeins = new List<double>();
        var beside = new List<double>();
        for (var palm = 0; palm < 10; palm++)
        {
            var hand = new PhantomHand(3, palm);
            var picture = PhantomRenderer.Render(hand, 1, difficulty);
            foreach (var site in new VeinMap(hand, 1, difficulty).Find(SkinSite.Of(hand)))
            {
                var moved = site with { Column = site.Column + 4 * site.AcrossX, Row = site.Row + 4 * site.AcrossY };
                onVeins.Add(VeinMeter.Measure(picture, PhantomRenderer.Side, site).Contrast);
                beside.Add(VeinMeter.Measure(picture, PhantomRenderer.Side, moved).Contrast);
            }
        }

        Assert.InRange(onVeins.Count, 20, 400);
        Assert.InRange(Sample.Quantile(onVeins, 0.5), 0.026, 0.05);
        Assert.InRange(Sample.Quantile(beside, 0.5), -0.05, 0.01);
    }

    static VeinSection Measure(byte[] picture, double degrees)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        return VeinMeter.Measure(picture, Side, new VeinSite(Side / 2 + 0.3, Side / 2 - 0.2, -sin, cos, Scale));
    }

    /// <summary>A dark stripe at an angle through the measured place, on evenly darkening skin.</summary>
    static byte[] Stripe(double contrast, double sigma, double degrees, double noise)
    {
        var random = new PhantomRandom((int)degrees, 0, 0);
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        var picture = new byte[Side * Side];
        for (var i = 0; i < picture.Length; i++)
        {
            var (x, y) = (i % Side - Side / 2 - 0.3, i / Side - Side / 2 + 0.2);
            var across = -x * sin + y * cos;
            var light = (1 + 0.003 * x - 0.002 * y) * (1 - contrast * Math.Exp(-across * across / (2 * sigma * sigma)));
            picture[i] = (byte)Math.Round(190 * (light + noise * random.Normal()));
        }

        return picture;
    }
}
