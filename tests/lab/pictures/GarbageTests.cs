using CsCheck;

namespace Pedestal.Pictures.Tests;

/// <summary>No input makes the reader throw anything but its one exception, or use much memory.</summary>
public class GarbageTests
{
    const long MostBytes = 8 << 20;

    static readonly byte[][] Files =
    [
        Made.Pgm("P5 # a\n24 16\n255\n", Made.Slope.Pixels), Made.Pgm("P5 1 2 65535 ", 255, 1, 2, 3), Made.GreyPng(Made.Slope),
        Made.GreyPng16(1, 40_000, 65_535), Made.Png(3, 2, 8, 0, [.. "abcdef"u8], ("eXIf", Made.Exif(6, true))),
        .. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "inputs")).Order(StringComparer.Ordinal).Select(File.ReadAllBytes),
    ];

    static readonly byte[][] Starts =
    [
        [], [.. "P5\n"u8], [.. "P5 24 16 "u8], Files[2][..8], Files[2][..33], [0xFF, 0xD8, 0xFF],
        Made.WithExif([0xFF, 0xD8], [.. "MM\0*"u8]),
    ];

    [Fact]
    public void Any_bytes_after_any_beginning() => Gen.Select(Of(Starts), Gen.Byte.Array[0, 200])
        .Sample((start, rest) => Decode([.. start, .. rest]), iter: 4_000);

    [Fact]
    public void Any_damage_to_a_valid_file() =>
        Gen.Select(Of(Files), Gen.Select(Gen.Int[0, 100_000], Gen.Byte).Array[1, 6], Gen.Int[0, 100_000])
            .Sample((file, damage, cut) =>
            {
                var bytes = file.ToArray();
                foreach (var (at, value) in damage)
                {
                    bytes[at % bytes.Length] = value;
                }

                Decode(cut % 3 == 0 ? bytes[..(cut % bytes.Length)] : bytes);
            }, iter: 4_000);

    [Fact]
    public void Any_exif_data() => Gen.Select(Of([], Made.Exif(6, true), Made.Exif(6, false)), Gen.Byte.Array[0, 40])
        .Sample((start, rest) => Decode(Made.Png(1, 1, 8, 0, [9], ("eXIf", [.. start[..Math.Min(start.Length, 12)], .. rest]))),
            iter: 1_000);

    static Gen<byte[]> Of(params byte[][] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    static void Decode(byte[] content)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var image = PictureFile.Decode(content);
            Assert.Equal(image.Width * image.Height, image.Pixels.Length);
            // A valid header followed by a few bytes may still claim a large picture, of at most five bytes a pixel.
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes + 5L * image.Pixels.Length);
        }
        catch (InvalidDataException error)
        {
            Assert.DoesNotContain('\n', error.Message);
        }
    }
}
