using Pedestal.Phantom;

namespace Pedestal.CostMeter;

/// <summary>Frames as the camera delivers them: YUV 4:2:2, the grey level in every even byte.</summary>
public static class Captures
{
    const int Pixels = PhantomRenderer.Side * PhantomRenderer.Side;

    /// <summary>A frame without light.</summary>
    public static byte[] Dark { get; } = Frame(new byte[Pixels]);

    /// <summary>Captures of synthetic hands.</summary>
    public static IEnumerable<byte[]> OfPhantoms(int palms, int samples, int seed) =>
        from palm in Enumerable.Range(0, palms)
        let hand = new PhantomHand(seed, palm)
        from sample in Enumerable.Range(0, samples)
        select Frame(PhantomRenderer.Render(hand, sample));

    /// <summary>The pictures of a folder, PPPP_SS.pgm, by name.</summary>
    /// <exception cref="InvalidDataException">None, or one of the wrong size; the message says which.</exception>
    public static IReadOnlyList<byte[]> OfFolder(DirectoryInfo folder)
    {
        if (!folder.Exists)
        {
            throw new InvalidDataException($"There is no folder {folder.FullName}.");
        }

        var frames = folder.EnumerateFiles("*_*.pgm").OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => Frame(Read(file.FullName))).ToList();
        return frames.Count > 0
            ? frames
            : throw new InvalidDataException($"{folder.FullName} has no pictures named PPPP_SS.pgm.");
    }

    static byte[] Read(string path)
    {
        var image = PgmFile.Read(path);
        return image is { Width: PhantomRenderer.Side, Height: PhantomRenderer.Side }
            ? image.Pixels
            : throw new InvalidDataException($"{path} has {image.Width} x {image.Height} pixels; "
                + $"the camera's pictures have {PhantomRenderer.Side} x {PhantomRenderer.Side}.");
    }

    static byte[] Frame(byte[] picture)
    {
        var frame = new byte[2 * Pixels];
        for (var i = 0; i < Pixels; i++)
        {
            frame[2 * i] = picture[i];
            frame[2 * i + 1] = 128;
        }

        return frame;
    }
}
