using System.Buffers.Binary;

namespace Pedestal.Hal.Host.Chips;

/// <summary>Makes the bytes that a capture leaves in the frame buffer.</summary>
static class PictureSource
{
    const byte NeutralChroma = 0x80;

    /// <summary>The scene as Y U Y V, scaled by exposure and gain.</summary>
    public static byte[] Photograph(IScene scene, Illumination light, int width, int height, double brightness)
    {
        var luma = new byte[width * height];
        scene.Render(light, width, height, luma);
        var picture = new byte[luma.Length * 2];
        for (var i = 0; i < luma.Length; i++)
        {
            picture[2 * i] = (byte)Math.Min(255, luma[i] * brightness + 0.5);
            picture[2 * i + 1] = NeutralChroma;
        }

        return picture;
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
