using Pedestal.Phantom;
using Pedestal.Pictures;

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

    /// <summary>The pictures of a folder, named PPPP_SS (.pgm, .png, .jpg), by name.</summary>
    /// <exception cref="InvalidDataException">There are none, or one cannot be read; the message says which.</exception>
    public static IReadOnlyList<byte[]> OfFolder(DirectoryInfo folder)
    {
        if (!folder.Exists)
        {
            throw new InvalidDataException($"The folder {folder.FullName} does not exist.");
        }

        var frames = PictureFolder.List(folder.FullName, deep: false).Where(file => file.Contains('_', StringComparison.Ordinal))
            .Select(file => Frame(CameraPicture.Read(Path.Combine(folder.FullName, file)))).ToList();
        return frames.Count > 0
            ? frames
            : throw new InvalidDataException($"{folder.FullName} has no pictures named PPPP_SS ({string.Join(", ", PictureFile.Extensions)}).");
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
