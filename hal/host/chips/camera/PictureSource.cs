using System.Buffers.Binary;

namespace Pedestal.Hal.Host.Chips;

/// <summary>The light of one picture.</summary>
/// <param name="Leds">The banks that were on from its first row to its last.</param>
/// <param name="Power">How bright they were, relative to the usual current.</param>
/// <param name="Ambient">The light beside them; null for none but the scene's own.</param>
readonly record struct PictureLight(Illumination Leds, double Power, AmbientLight? Ambient);

/// <summary>Makes the bytes that a capture leaves in the frame buffer.</summary>
static class PictureSource
{
    const byte NeutralChroma = 0x80;
    const double FrameMillimetres = 122;
    const double FrameSeconds = 1 / 30.0;

    // The nominal exposure of 600 lines in a frame of about 1,600 (estimate).
    const double NominalSeconds = 0.0125;

    /// <summary>The scene as Y U Y V, scaled by exposure and gain; rows are exposed one after the other from a time on.</summary>
    public static byte[] Photograph(IScene scene, PictureLight light, PictureSettings settings, long beginMicroseconds)
    {
        var luma = new byte[settings.Width * settings.Height];
        scene.Render(light.Leds, settings.Width, settings.Height, luma);
        var ambient = Ambient(scene, light.Ambient, settings, beginMicroseconds / 1e6);
        var (exposure, gain) = settings.Sensitivity;
        var power = light.Leds == Illumination.None ? 1 : light.Power;
        var life = scene.LightAt(beginMicroseconds);
        var picture = new byte[luma.Length * 2];
        for (var i = 0; i < luma.Length; i++)
        {
            picture[2 * i] = (byte)Math.Min(255, (luma[i] * power + ambient[i]) * life * exposure * gain + Rounding(i, life));
            picture[2 * i + 1] = NeutralChroma;
        }

        return picture;
    }

    /// <summary>
    /// A half; where the light varies by less than a grey level, spread over the pixels, as the sensor's noise spreads it over the real
    /// ones.
    /// </summary>
    static double Rounding(int pixel, double life) => life == 1 ? 0.5 : pixel * 0.618033988749895 % 1;

    /// <summary>What the scene sends back of ambient light: as much of it as of the LEDs'.</summary>
    static double[] Ambient(IScene scene, AmbientLight? light, PictureSettings settings, double begin)
    {
        var reflected = new double[settings.Width * settings.Height];
        if (light is null)
        {
            return reflected;
        }

        var luma = new byte[reflected.Length];
        scene.Render(Illumination.Both, settings.Width, settings.Height, luma);
        for (var i = 0; i < reflected.Length; i++)
        {
            var (column, row) = (i % settings.Width, i / settings.Width);
            reflected[i] = luma[i] * light.At(
                FrameMillimetres * (column / (double)settings.Width - 0.5), FrameMillimetres * (row / (double)settings.Height - 0.5),
                begin + FrameSeconds * row / settings.Height, NominalSeconds * settings.Sensitivity.Exposure);
        }

        return reflected;
    }

    /// <summary>Test data: a 32-bit counter, lowest byte first.</summary>
    public static byte[] Counter(int length)
    {
        var picture = new byte[length];
        for (var i = 0; i + 4 <= length; i += 4)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(picture.AsSpan(i), (uint)(i / 4));
        }

        return picture;
    }

    /// <summary>Simulated sensor data: luma rises by one per pixel along each row.</summary>
    public static byte[] Ramp(int width, int height)
    {
        var picture = new byte[width * height * 2];
        for (var i = 0; i < width * height; i++)
        {
            picture[2 * i] = (byte)(i % width);
            picture[2 * i + 1] = NeutralChroma;
        }

        return picture;
    }
}
