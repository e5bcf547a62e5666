namespace Pedestal.Phantom;

/// <summary>
/// Renders the picture of the pedestal's camera: 128 x 128 pixels of 8 bits, 0.95 mm each at the nominal distance of 90 mm,
/// with the fingers up and the wrist at the bottom.
/// </summary>
public static class PhantomRenderer
{
    /// <summary>Pixels per row, and rows.</summary>
    public const int Side = 128;

    /// <summary>Side of a pixel at the nominal distance, mm.</summary>
    internal const double MillimetresPerPixel = 0.95;

    const double PalmLevel = 176;
    const double BackgroundLevel = 2;
    const double ReadNoise = 0.7;
    const double LensDistortion = 0.04;
    const double Focal = CapturePose.NominalDistance / MillimetresPerPixel;
    const int SubSamples = 2;

    /// <summary>Renders one numbered capture of a hand in a random pose.</summary>
    public static byte[] Render(PhantomHand hand, int sample, Difficulty difficulty = Difficulty.Default)
    {
        ArgumentNullException.ThrowIfNull(hand);
        var random = hand.CaptureRandom(sample);
        return Render(hand, CapturePose.Draw(random, difficulty), random);
    }

    /// <summary>Renders a capture in a given pose.</summary>
    public static byte[] Render(PhantomHand hand, CapturePose pose, PhantomRandom random)
    {
        ArgumentNullException.ThrowIfNull(hand);
        ArgumentNullException.ThrowIfNull(pose);
        ArgumentNullException.ThrowIfNull(random);
        var surface = new HandSurface(hand, pose, new Skin(hand, pose, random).Reflect);
        var light = See(surface, MillimetresPerPixel, hand.Camera, pose, random);
        return Expose(light, pose.Exposure * hand.Reflectance, hand.Camera, random);
    }

    /// <summary>
    /// The light on the sensor's pixels, of a size in mm at the nominal distance: the surface through the lens, blurred by movement
    /// during the exposure.
    /// </summary>
    internal static double[] See(ISurface surface, double pixel, PhantomCamera camera, CapturePose pose, PhantomRandom random)
    {
        var scale = pixel / MillimetresPerPixel;
        var light = new double[Side * Side];
        for (var row = 0; row < Side; row++)
        {
            for (var column = 0; column < Side; column++)
            {
                light[row * Side + column] = Pixel(surface, column, row, scale);
            }
        }

        light = Optics.Blur(light, Side, camera.Blur / scale);
        return Optics.Move(light, Side, pose.Motion / pixel, random.Uniform(0, Math.PI));
    }

    static double Pixel(ISurface surface, int column, int row, double scale)
    {
        var sum = 0.0;
        for (var i = 0; i < SubSamples * SubSamples; i++)
        {
            var u = column + (i % SubSamples + 0.5) / SubSamples - Side / 2;
            var v = row + (i / SubSamples + 0.5) / SubSamples - Side / 2;
            var (slopeX, slopeY) = Ray(scale * u, scale * v);
            sum += surface.Brightness(slopeX, slopeY);
        }

        return sum / (SubSamples * SubSamples);
    }

    /// <summary>The direction that a pixel sees; u and v are pixels right of and below the frame's centre.</summary>
    internal static (double SlopeX, double SlopeY) Ray(double u, double v)
    {
        var distortion = 1 + LensDistortion * (u * u + v * v) / (Side * Side / 4.0);
        return (u * distortion / Focal, v * distortion / Focal);
    }

    /// <summary>Converts light to grey levels at an exposure relative to nominal, with the sensor's halo and noise.</summary>
    internal static byte[] Expose(double[] light, double exposure, PhantomCamera camera, PhantomRandom random)
    {
        var halo = Optics.Blur(light, Side, 9);
        var frame = new byte[Side * Side];
        for (var i = 0; i < frame.Length; i++)
        {
            var shade = 1 + camera.Slope * (i % Side - Side / 2) / Side;
            var level = BackgroundLevel + camera.Halo * halo[i] * (1 - Math.Min(light[i], 1))
                + PalmLevel * exposure * shade * light[i];

            // Shot noise grows with the square root of the light; both figures apply at the palm's level.
            var noise = Math.Sqrt(ReadNoise * ReadNoise + camera.RelativeNoise * camera.RelativeNoise * PalmLevel * level);
            var seen = Math.Clamp(level + noise * random.Normal(), 0, 255);
            frame[i] = (byte)Math.Round(camera.Gamma == 1 ? seen : 255 * Math.Pow(seen / 255, camera.Gamma));
        }

        return frame;
    }
}
